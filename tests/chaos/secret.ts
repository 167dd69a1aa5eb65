/** What the engines and the other house of a run share. */
export const SECRET = "a secret of both houses";

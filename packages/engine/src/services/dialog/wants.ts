/**
 * How sure the words are that a person is asked for: `clearly` beats any model, `perhaps` only one that is not sure of
 * something else. `refused` is a person that is not wanted: nobody may be called then.
 */
export type WantsPerson = "clearly" | "perhaps" | "refused" | undefined;

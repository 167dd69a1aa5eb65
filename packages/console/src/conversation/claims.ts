const KEY = "parley.claimed";
/** Milliseconds in which all windows have heard of a claim. */
const HEARD_WITHIN = 10_000;
let last = "";

/** What this person has claimed lately, in whatever window of this browser. */
export const claims = {
  add(conversationId: string): void {
    last = `${Date.now()} ${conversationId}`;
    try {
      localStorage.setItem(KEY, last);
    } catch {
      // Storage is forbidden: the other windows do not know.
    }
  },
  has: (conversationId: string): boolean => [last, stored()].some((claim) => isOf(claim, conversationId)),
};

function isOf(claim: string, conversationId: string): boolean {
  const [at, id] = claim.split(" ");
  return id === conversationId && Date.now() - Number(at) < HEARD_WITHIN;
}

function stored(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

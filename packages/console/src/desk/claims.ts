import { openStorage } from "@parley/client";

const KEY = "parley.claimed";
/** Milliseconds in which all windows have heard of a claim. */
const HEARD_WITHIN = 10_000;
const storage = openStorage();
let last = "";

/** What this person has claimed lately, in whatever window of this browser. */
export const claims = {
  add(conversationId: string): void {
    last = `${Date.now()} ${conversationId}`;
    storage.set(KEY, last);
  },
  has: (conversationId: string): boolean => [last, storage.get(KEY) ?? ""].some((claim) => isOf(claim, conversationId)),
};

function isOf(claim: string, conversationId: string): boolean {
  const [at, id] = claim.split(" ");
  return id === conversationId && Date.now() - Number(at) < HEARD_WITHIN;
}

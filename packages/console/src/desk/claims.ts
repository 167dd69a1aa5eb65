import { openStorage } from "@parley/client";
import { type ReadonlySignal, signal } from "@preact/signals";

const KEY = "parley.claimed";
/** Milliseconds in which all windows have heard of a claim. */
const HEARD_WITHIN = 10_000;
const storage = openStorage();
let last = "";
const asked = signal<ReadonlySet<string>>(new Set());

/** What this person has claimed lately, in whatever window of this browser. */
export const claims = {
  /** Conversations asked for here and not answered yet: words may be written and are sent once one has it. */
  asked: asked as ReadonlySignal<ReadonlySet<string>>,
  add(conversationId: string): void {
    last = `${Date.now()} ${conversationId}`;
    storage.set(KEY, last);
    asked.value = new Set(asked.value).add(conversationId);
  },
  answered(conversationId: string): void {
    asked.value = new Set([...asked.value].filter((id) => id !== conversationId));
  },
  has: (conversationId: string): boolean => [last, storage.get(KEY) ?? ""].some((claim) => isOf(claim, conversationId)),
};

function isOf(claim: string, conversationId: string): boolean {
  const [at, id] = claim.split(" ");
  return id === conversationId && Date.now() - Number(at) < HEARD_WITHIN;
}

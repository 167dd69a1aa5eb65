import type { Asks, QueuePlace, VisitorContent } from "@parley/protocol";
import type { Answered, Answers } from "./chat.ts";
import type { Input, Transport } from "./transport.ts";

interface Asking {
  value: Asks | undefined;
}

/** What is known is not asked any more. */
export function known(asks: Asking, taken: readonly string[]): void {
  const { fields = [], consent } = asks.value ?? {};
  const left = fields.filter(({ field }) => !taken.includes(field));
  if (left.length < fields.length)
    asks.value = left.length > 0 || consent ? { ...asks.value, fields: left } : undefined;
}

/** What it takes to answer. */
export interface Answering {
  transport: Pick<Transport, "request">;
  asks: Asking;
  queue: { value: QueuePlace | undefined };
  /** Says hello again. */
  greet: () => Promise<void>;
  say: (content: VisitorContent) => unknown;
}

/**
 * Says what the visitor answers (SPEC Q2). What is refused is still asked; `greet` brings the words to which one agrees where they are others by
 * now. What is left for people (SPEC Q5) goes the way of all messages, and is not asked for again.
 */
export async function answer(
  { fields, agrees, left }: Answers,
  { transport: { request }, asks, queue, greet, say }: Answering,
): Promise<Answered> {
  const said = Object.entries(fields).filter(([, words]) => words.trim() !== "");
  if (left !== undefined) {
    say({ type: "left", text: left, fields: said.map(([field, value]) => ({ field, value })) });
    unasked(queue);
    return { refused: [] };
  }
  const told = said.length > 0 ? await request("identify", profileOf(said)) : NOTHING;
  if (!told.ok) return { refused: [], error: told.error };
  const { refused } = told.value;
  const { consent } = asks.value ?? {};
  const agreed = agrees && consent ? await request("agree", { version: consent.version }) : NOTHING;
  if (agreed.ok) {
    if (refused.length === 0) asks.value = undefined;
    return { refused };
  }
  if (agreed.error.code === "conflict") void greet();
  return { refused, error: agreed.error };
}

/** Nobody is asked for a second message. */
function unasked(queue: Answering["queue"]): void {
  if (queue.value) queue.value = { ...queue.value, leave: undefined };
}

/** Where there is nothing to say. */
const NOTHING = { ok: true, value: { taken: [], refused: [] } } as const;

function profileOf(said: readonly (readonly [string, string])[]): Input<"identify"> {
  const isAttribute = (field: string) => field.startsWith("attributes.");
  const attributes = said.filter(([field]) => isAttribute(field));
  return {
    ...Object.fromEntries(said.filter(([field]) => !isAttribute(field))),
    ...(attributes.length > 0 && {
      attributes: Object.fromEntries(attributes.map(([field, words]) => [field.slice("attributes.".length), words])),
    }),
  };
}

import type { Asks } from "@parley/protocol";
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

/** Says what the visitor answers (SPEC Q2). What is refused is still asked; `greet` brings the words to which one agrees where they are others by now. */
export async function answer(
  { request }: Pick<Transport, "request">,
  asks: Asking,
  greet: () => Promise<void>,
  { fields, agrees }: Answers,
): Promise<Answered> {
  const said = Object.entries(fields).filter(([, words]) => words.trim() !== "");
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

import { type Locale, newId } from "@parley/protocol";
import type { Nlu } from "../nlu/contract.ts";
import { inInbox } from "./answerers/in-inbox.ts";
import type { Tried } from "./contract.ts";
import { composeResponse } from "./respond.ts";
import type { TurnSettings } from "./settings/turn-settings.ts";

/** What the bot would say, as it is set, to a visitor whose first words these are: in an inbox, or by all that is known. Nothing is stored. */
export async function tryOut(
  nlu: Nlu,
  { text, locale, inboxId }: { text: string; locale: Locale; inboxId?: string | undefined },
  { tag, speaks, inbox, bot: { thresholds } }: TurnSettings,
): Promise<Tried> {
  // Without a conversation, so that the published model judges it and no candidate.
  const whole: Nlu = { ...nlu, understand: ({ conversationId: _none, ...asked }) => nlu.understand(asked) };
  const trial = inboxId === undefined ? whole : inInbox(whole, inboxId);
  const place = { id: newId(), conversationId: newId(), seq: 1, at: Date.now() };
  const said = { type: "message", author: { kind: "visitor" }, content: { type: "text", text } } as const;
  const occasion = { unsure: 0, locale: speaks(locale), tag, speaks, inbox, thresholds };
  const { response } = await composeResponse(trial, { ...place, ...said }, occasion);
  if (!response) throw new Error("The bot always answers first words.");
  const { understanding, decision, happening } = response;
  return { understanding, decision, ...(happening.type === "message" && { reply: happening.content }) };
}

import { FIRST_INBOX, LanguageModelChange, type Member, sees, TranslationAsked } from "@parley/protocol";
import type { Response } from "express";
import { unseen } from "../agents/access.ts";
import { type ApiParts, type Endpoints, note, read } from "./endpoint.ts";

/** A language model that drafts and translates for agents, where one was set up. */
export function languageModelEndpoints(parts: ApiParts) {
  const { dialog, limits, languageModel } = parts;

  /** Who reads a conversation may have help with it, as often as somebody writes. */
  async function requireOne(member: Member, conversationId: string): Promise<void> {
    const { inboxId = FIRST_INBOX } = (await dialog.get({ conversationId })).conversation;
    if (!sees(member, inboxId)) throw unseen();
    limits?.take("languageModel", member.id);
  }

  return {
    "GET /language-model": async () => languageModel.kept(),
    "PUT /language-model": async ({ body, member }) => {
      const kept = await languageModel.change(read(LanguageModelChange, body));
      await note(parts, member, "changeLanguageModel", kept.value.address);
      return kept;
    },
    "GET /language-model/uses": async () => languageModel.uses(),
    "POST /conversations/:id/draft": async ({ params: { id: conversationId = "" }, member, response }) => {
      await requireOne(member, conversationId);
      return await languageModel.draft({ conversationId, agentId: member.id, signal: endOf(response) });
    },
    "POST /conversations/:id/translation": async ({ params: { id: conversationId = "" }, body, ...call }) => {
      const asked = read(TranslationAsked, body);
      await requireOne(call.member, conversationId);
      const reading = { conversationId, reader: call.locale, signal: endOf(call.response) };
      return await languageModel.translate(asked, reading);
    },
  } satisfies Partial<Endpoints>;
}

/** Ends with the request: whoever goes away, or cancels, waits for nothing. */
function endOf(response: Response): AbortSignal {
  const ending = new AbortController();
  response.once("close", () => ending.abort());
  return ending.signal;
}

import {
  ChatError,
  type ConversationEvent,
  type Drafted,
  forAgent,
  type LanguageModelChange,
  type LanguageModelKept,
  type LanguageModelUses,
  type Translated,
  type TranslationAsked,
} from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import { createGuard } from "../spine/guard/guarded-fetch.ts";
import { completionsAt } from "./completions.ts";
import type { Asked } from "./port.ts";
import { draftOf, type Into, translationOf } from "./prompts.ts";
import { createModelSettings } from "./settings.ts";

export interface LanguageModelParts {
  dialog: Pick<
    Dialog,
    "recall" | "remember" | "suggest" | "read" | "history" | "get" | "countLanguageModel" | "languageModelDays"
  >;
  /** Hosts that may be asked though their addresses are not public. */
  allowed: readonly string[];
  /** Milliseconds that an answer may take. */
  patience?: number;
}

type Use = keyof LanguageModelUses;

interface For {
  conversationId: string;
  signal: AbortSignal;
}

const PATIENCE = 30_000;
/** How far back the use of it is shown. */
const DAYS = 31 * 24 * 3_600_000;

/** What a language model does for agents, where one was set up: nothing leaves the house otherwise, and nothing is sent to visitors by it. */
export function createLanguageModel({ dialog, allowed, patience = PATIENCE }: LanguageModelParts) {
  const guard = createGuard({ allowed, patience });
  const settings = createModelSettings(dialog);

  async function uses(): Promise<LanguageModelUses> {
    const { address, model, drafts, translation } = (await settings.current()).kept;
    const on = address !== "" && model !== "";
    return { drafts: on && drafts, translation: on && translation };
  }

  async function requireUse(use: Use): Promise<void> {
    if (!(await uses())[use]) throw new ChatError("forbidden", "No language model may be asked for this.");
  }

  async function ask(use: Use, asked: Asked, signal: AbortSignal): Promise<string> {
    const { kept } = await settings.current();
    const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    // What was answered is worth more than its count.
    const counted = (failed: boolean) => dialog.countLanguageModel({ use, failed }).catch(() => undefined);
    try {
      const text = await completionsAt(kept, guard.fetch).complete(asked, limit);
      await counted(false);
      return text;
    } catch (error) {
      // Who gave up waiting says nothing of the model.
      await counted(!signal.aborted);
      throw error;
    }
  }

  async function messagesOf(conversationId: string): Promise<ConversationEvent[]> {
    return (await dialog.read({ conversationId })).events.filter(({ type }) => type === "message");
  }

  return {
    uses,

    async kept(now = Date.now()): Promise<LanguageModelKept> {
      const { version, kept } = await settings.current();
      const { key, ...value } = kept;
      return { version, value, hasKey: key !== undefined, days: await dialog.languageModelDays({ since: now - DAYS }) };
    },

    /** Throws `invalid` where the address may not be asked, `conflict` where somebody was first. */
    async change(asked: LanguageModelChange): Promise<LanguageModelKept> {
      const { address, model, drafts, translation } = asked.value;
      if ((drafts || translation) && (address === "" || model === ""))
        throw invalid(address === "" ? "address" : "model", "is needed for this");
      if (address !== "") await judge(address);
      await settings.change(asked);
      return await this.kept();
    },

    /** A reply to the visitor's last words, made from those and from what the knowledge says. It is the agent's to send. */
    async draft({ conversationId, agentId, signal }: For & { agentId: string }): Promise<Drafted> {
      await requireUse("drafts");
      const [events, { suggestions }] = await Promise.all([
        messagesOf(conversationId),
        dialog.suggest({ conversationId, agentId }),
      ]);
      if (events.length === 0) throw new ChatError("invalid", "Nothing was said that could be answered.");
      const text = await ask("drafts", draftOf(events, suggestions), signal);
      return { text, sources: suggestions.map(({ kind, title }) => ({ kind, title })) };
    },

    /** What somebody said, in the reader's language; or what an agent is about to say, in the visitor's. */
    async translate(
      asked: TranslationAsked,
      { conversationId, signal, reader }: For & { reader: string },
    ): Promise<Translated> {
      await requireUse("translation");
      if ("text" in asked) {
        const [{ conversation }, events] = await Promise.all([
          dialog.get({ conversationId }),
          messagesOf(conversationId),
        ]);
        const into: Into = { language: conversation.locale, like: lastOfVisitor(events) };
        return { text: await ask("translation", translationOf(asked.text, into), signal) };
      }
      const { events } = await dialog.history({ conversationId, before: asked.seq + 1, limit: 1 });
      const said = events.find(({ seq }) => seq === asked.seq);
      const seen = said && forAgent(said);
      if (seen?.type !== "message" || seen.content.text === "")
        throw new ChatError("notFound", "There is no such message.");
      return { text: await ask("translation", translationOf(seen.content.text, { language: reader }), signal) };
    },

    stop: () => guard.stop(),
  };

  async function judge(address: string): Promise<void> {
    const { hostname, port, protocol } = new URL(address);
    const at = Number(port) || (protocol === "https:" ? 443 : 80);
    await guard.reach(hostname.replace(/^\[(.*)\]$/, "$1"), at).catch(() => {
      throw invalid("address", "is not found, or is no public address: CHANNEL_HOSTS says which others may be asked");
    });
  }
}

export type LanguageModelHelp = ReturnType<typeof createLanguageModel>;

/** What a visitor said last with words of their own. */
const lastOfVisitor = (events: readonly ConversationEvent[]): string | undefined =>
  events
    .map((event) =>
      event.type === "message" && event.author.kind === "visitor" && event.content.type === "text"
        ? event.content.text
        : undefined,
    )
    .findLast((text) => text !== undefined);

const invalid = (field: string, why: string) =>
  new ChatError("invalid", "Some of what was sent is not valid.", {
    details: { fields: { [`value.${field}`]: [why] } },
  });

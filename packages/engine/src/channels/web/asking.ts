import { createHash } from "node:crypto";
import {
  type Agreement,
  type Asks,
  asksIn,
  type AsksSettings,
  ChatError,
  type Conversation,
  type Profile,
} from "@parley/protocol";
import { isKnown } from "./answers.ts";
import { inboxOf } from "./identity.ts";
import type { WebParts } from "./parts.ts";
import type { VisitorSocket } from "./session.ts";

type AskedConsent = NonNullable<AsksSettings["consent"]>;

/** Names exact words: other words have another name. */
const versionOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 22);

const wordsOf = ({ text }: AskedConsent): string[] => Object.values(text).filter((words) => words !== "");

/** Somebody, and the conversation that they have in the inbox. */
export interface Writer {
  visitorId: string;
  conversationId: string;
}

const needed = ({ fields = [], consent }: AsksSettings) => ({
  fields: fields.filter(({ required }) => required),
  consent: consent?.required ? consent : undefined,
});

/** Of what has no answer, what is asked for where a conversation stands: fields before it begins, needed consent at any time. */
function due(open: AsksSettings, { seq, state }: Conversation) {
  if (seq === 0) return { fields: open.fields ?? [], consent: open.consent };
  const { fields, consent } = needed(open);
  return { fields: state.status === "closed" ? fields : [], consent };
}

/** What an inbox asks of visitors before they write (SPEC Q). */
export function createAsking({ users, spine, rulesOf }: Pick<WebParts, "users" | "spine" | "rulesOf">) {
  /** What of all that is asked has no answer yet. */
  async function unansweredOf({ fields = [], consent }: AsksSettings, visitorId: string, inboxId: string) {
    const [profile, agreed] = await Promise.all([
      fields.length > 0 ? profileOf(visitorId) : {},
      !consent || hasAgreed(consent, visitorId, inboxId),
    ]);
    return { fields: fields.filter(({ field }) => !isKnown(profile, field)), ...(!agreed && { consent }) };
  }

  const profileOf = async (id: string): Promise<Profile> => (await users.visitors({ ids: [id] }))[0]?.profile ?? {};

  async function hasAgreed(consent: AskedConsent, visitorId: string, inboxId: string): Promise<boolean> {
    const { versions } = await users.consents({ visitorId, inboxId });
    return wordsOf(consent).some((words) => versions.includes(versionOf(words)));
  }

  /** What somebody must answer before they write. */
  async function missingOf(asks: AsksSettings, { visitorId, conversationId }: Writer, inboxId: string) {
    const open = needed(await unansweredOf(asks, visitorId, inboxId));
    if (open.fields.length === 0 && !open.consent) return { missing: [], answered: true };
    const { conversation } = await spine.dialog.get({ conversationId });
    const { fields, consent } = due(open, conversation);
    return { missing: [...fields.map(({ field }) => field), ...(consent ? ["consent"] : [])], answered: false };
  }

  return {
    /** What `hello` asks: at first all that has no answer, later only what must have one. */
    async stillAsked(socket: VisitorSocket, conversation: Conversation, locale: string): Promise<Asks | undefined> {
      const inboxId = inboxOf(socket);
      const { asks } = await rulesOf(inboxId);
      if (!asks) return undefined;
      const { fields, consent } = due(await unansweredOf(asks, conversation.visitorId, inboxId), conversation);
      if (fields.length === 0 && !consent) return undefined;
      return asksIn(locale, { fields, consent }, versionOf);
    },

    /**
     * What refuses words as long as something must be answered by who is there. Those of whom the browser was before need no more than that
     * they had answered themselves (SPEC Q3).
     */
    async unanswered(socket: VisitorSocket, there: Writer, wrote = there): Promise<ChatError | undefined> {
      const inboxId = inboxOf(socket);
      const { asks, version } = await rulesOf(inboxId);
      const { answered } = socket.data;
      if (!asks || (answered?.version === version && answered.visitorId === there.visitorId)) return undefined;
      const { missing, answered: all } = await missingOf(asks, there, inboxId);
      if (all) socket.data.answered = { visitorId: there.visitorId, version };
      if (missing.length === 0) return undefined;
      if (wrote.visitorId !== there.visitorId && (await missingOf(asks, wrote, inboxId)).answered) return undefined;
      return new ChatError("forbidden", "This inbox asks something of who wants to write, which is not answered yet.", {
        details: { reason: "asks", missing },
      });
    },

    /** Keeps that a visitor agreed to words which the inbox shows; `conflict` if it shows others by now. */
    async agree({ version }: Agreement, { visitorId }: { visitorId: string }, socket: VisitorSocket) {
      const inboxId = inboxOf(socket);
      const { asks } = await rulesOf(inboxId);
      const text = asks?.consent && wordsOf(asks.consent).find((words) => versionOf(words) === version);
      if (text === undefined) {
        throw new ChatError("conflict", "These are not the words to which this inbox asks to agree now.", {
          details: { reason: "consent" },
        });
      }
      await users.addConsent({ visitorId, inboxId, version, text, at: Date.now() });
      return {};
    },
  };
}

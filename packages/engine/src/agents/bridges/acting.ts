import {
  ChatError,
  type Conversation,
  FIRST_INBOX,
  MAX_TEXT_LENGTH,
  type Member,
  RETRYABLE,
  sees,
} from "@parley/protocol";
import type { Dialog } from "../../services/dialog/contract.ts";
import type { Users } from "../../services/users/contract.ts";
import { receive, type Spine } from "../../spine/receive.ts";
import type { Capacity } from "../../spine/settings.ts";
import { split } from "../../spine/split.ts";
import { whyNotClosed } from "../../spine/wrap-up.ts";
import { type Account, eventIdOf } from "./account.ts";
import type { Press, Said } from "./port.ts";

export interface ActingParts {
  spine: Spine;
  dialog: Pick<Dialog, "get" | "settings">;
  users: Pick<Users, "bridgeMember" | "record">;
  /** Conversations that an agent may have at once, if there is a limit. */
  capacity: Capacity;
}

/** Something that somebody did in a room, and in which conversation. */
interface Done {
  account: Account;
  conversationId: string;
  by: string;
}

/**
 * How words begin that are for the team alone, also as Chinese keyboards and Slack write it, after what cannot be seen, and after names of who
 * is called. A doubt is for the team: what a visitor has is never taken back.
 */
const NOTE = /^[\s\p{Cf}]*(?:[@＠][^\s/／]{1,80}[\s\p{Cf}]+){0,5}(?:[/／]{2}|🔒\uFE0F?|:lock:)\s*/u;

/** Carries out what is done in rooms, as the member whom somebody there is linked to, who may no more and no less than in the console. */
export function createActing({ spine, dialog, users, capacity }: ActingParts) {
  /** Resolves to why it is not done, in words for whoever did it; nothing where it is. Rejects where it is to be tried again. */
  async function as(done: Done, act: (doer: Doer) => Promise<unknown>): Promise<string | undefined> {
    const { account, conversationId, by } = done;
    const { words } = account;
    const { member } = await users.bridgeMember({ bridgeId: account.id, externalId: by });
    if (!member) return words("notLinked");
    const { conversation } = await dialog.get({ conversationId });
    if (!sees(member, conversation.inboxId ?? FIRST_INBOX)) {
      await users.record({ by: member.id, action: "denied", target: `bridge ${account.id}`.slice(0, 100) });
      return words("noInbox");
    }
    try {
      await act({ member, conversation });
      return undefined;
    } catch (error) {
      if (!(error instanceof ChatError) || RETRYABLE.includes(error.code)) throw error;
      return whyNot(error, account);
    }
  }

  async function say(done: Done, said: Said, { member, conversation }: Doer): Promise<void> {
    const { account, conversationId } = done;
    const idOf = (what: string) => eventIdOf(account.id, [conversationId, said.id, what]);
    const { id, name } = member;
    const author = { kind: "agent" as const, id, name };
    const act = (what: string, command: Parameters<typeof receive>[1]["command"], refusal?: ChatError) =>
      receive(spine, { conversationId, id: idOf(what), command, refusal });
    if (NOTE.test(said.text)) {
      const text = said.text.replace(NOTE, "").trim();
      if (text !== "") await act("note", { do: "note", author, text: text.slice(0, MAX_TEXT_LENGTH) });
      return;
    }
    // What was said before it was closed, and is heard of again, was said: only what is new is refused.
    const refusal = conversation.state.status === "closed" ? new ChatError("forbidden", CLOSED) : undefined;
    const isFree = conversation.state.status === "queued" || conversation.state.status === "bot";
    if (isFree) await act("claim", { do: "claim", agent: { id, name }, ...(await claiming(member)) });
    for (const [index, text] of split(said.text, { most: MAX_TEXT_LENGTH, in: "units" }).entries()) {
      await act(`say ${index}`, { do: "say", author, content: { type: "text", text } }, refusal);
    }
  }

  async function press({ account, conversationId }: Done, pressed: { id: string; what: Press }, doer: Doer) {
    const { member, conversation } = doer;
    const { state } = conversation;
    const agent = { id: member.id, name: member.name };
    const id = eventIdOf(account.id, [conversationId, pressed.id, pressed.what]);
    const force = mayForce(member);
    if (pressed.what === "close") {
      const author = { kind: "agent" as const, ...agent };
      const refusal = await whyNotClosed(dialog);
      return await receive(spine, { conversationId, id, command: { do: "close", author, force }, refusal });
    }
    // Who supervises may take what somebody else has, as in the console.
    const from = force && state.status === "agent" ? state.agent.id : undefined;
    const refusal = state.status === "closed" ? new ChatError("forbidden", CLOSED) : undefined;
    const command = { do: "claim" as const, agent, from, ...(await claiming(member)) };
    return await receive(spine, { conversationId, id, command, refusal });
  }

  /** Up to how many they may take; who supervises may take more, and what another is asked to take. */
  const claiming = async (member: Member) =>
    mayForce(member) ? { force: true } : { most: (await capacity())(member.id) };

  return {
    /** Says to the visitor, or notes for the team, what somebody wrote in a thread. */
    write: (done: Done, said: Said) => as(done, (doer) => say(done, said, doer)),
    press: (done: Done, pressed: { id: string; what: Press }) => as(done, (doer) => press(done, pressed, doer)),
  };
}
export type Acting = ReturnType<typeof createActing>;

interface Doer {
  member: Member;
  conversation: Conversation;
}

const CLOSED = "This conversation is closed.";
const mayForce = ({ role }: Member) => role !== "agent";

function whyNot(error: ChatError, { words }: Account): string {
  const { agent, reason } = (error.details ?? {}) as { agent?: { name?: string }; reason?: string };
  if (agent?.name !== undefined) return words("taken", { name: agent.name });
  if (error.message === CLOSED) return words("isClosed");
  if (reason === "code") return words("needsCode");
  return words("refused", { why: error.message });
}

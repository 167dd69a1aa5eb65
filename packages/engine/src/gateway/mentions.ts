import type { AgentRef, ConversationEvent } from "@parley/protocol";
import type { Users } from "../services/users/contract.ts";
import type { AgentNamespace } from "./agent-session.ts";
import { memberRoom } from "./agents.ts";

type Note = Extract<ConversationEvent, { type: "note" }>;

/** Calls the members whom a note names, but for who wrote it (SPEC H13). */
export async function callMentioned(
  { agents, users }: { agents: AgentNamespace; users: Users },
  note: Note,
): Promise<void> {
  const { conversationId, seq, author, text } = note;
  if (author.kind !== "agent" || !/[@＠]/.test(text)) return;
  const team = (await users.team({})).filter(({ id, disabled }) => !disabled && id !== author.id);
  for (const { id } of mentionedIn(text, team)) {
    agents.to(memberRoom(id)).emit("mention", { conversationId, seq, by: author.name, text });
  }
}

/**
 * Members whom a note calls by `@name`: the whole name, with or without its blanks, or the first word of it where only one has
 * it. Case does not matter, nor does what follows where the name's script knows no blanks.
 */
export function mentionedIn(text: string, team: readonly AgentRef[]): AgentRef[] {
  const names = team.flatMap((member) => namesOf(member, team).map((name) => ({ member, name })));
  // The longest first, so that "@Ann Lee" is not Ann.
  names.sort((one, other) => other.name.length - one.name.length);
  const words = fold(text);
  const found = new Map<string, AgentRef>();
  for (let at = words.indexOf("@"); at >= 0; at = words.indexOf("@", at + 1)) {
    if (isWithinWord(words, at)) continue;
    const after = words.slice(at + 1);
    const called = names.find(({ name }) => after.startsWith(name) && endsThere(name, after));
    if (called) found.set(called.member.id, called.member);
  }
  return [...found.values()];
}

function namesOf({ id, name }: AgentRef, team: readonly AgentRef[]): string[] {
  const whole = fold(name);
  const [first = ""] = whole.split(" ");
  const others = team.filter((member) => member.id !== id && fold(member.name).split(" ")[0] === first);
  return [whole, whole.replaceAll(" ", ""), ...(others.length ? [] : [first])].filter(Boolean);
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();

/** As in an e-mail address. */
const isWithinWord = (words: string, at: number) => /(?!\p{Script=Han})[\p{L}\p{N}._-]/u.test(words.charAt(at - 1));

function endsThere(name: string, after: string): boolean {
  return /\p{Script=Han}$/u.test(name) || !/^(?!\p{Script=Han})[\p{L}\p{N}_]/u.test(after.slice(name.length));
}

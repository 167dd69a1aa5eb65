import { memberRoom } from "../transport/workspace.ts";
import { type AgentRef, type ConversationEvent, type Member, type Mention, sees } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { InboxOf } from "../spine/inbox-of.ts";
import { whoSee } from "./access.ts";
import type { AgentNamespace } from "./session.ts";

type Note = Extract<ConversationEvent, { type: "note" }>;
type Call = Extract<ConversationEvent, { type: "woken" | "reminded" }>;
type Promised = Extract<ConversationEvent, { type: "promise" }>;

interface Calling {
  agents: AgentNamespace;
  users: Users;
  inboxOf: InboxOf;
}

/** Calls the members whom a note names, but for who wrote it and who does not see its inbox, and keeps it for when they are here (SPEC H13). */
export async function callMentioned({ agents, users, inboxOf }: Calling, note: Note): Promise<void> {
  const { conversationId, seq, author, text, at } = note;
  if (author.kind !== "agent" || !/[@＠]/.test(text)) return;
  const all = (await users.team({})).filter(({ id, disabled }) => !disabled && id !== author.id);
  const team = whoSee(all, await inboxOf.of(conversationId));
  const memberIds = mentionedIn(text, team).map(({ id }) => id);
  if (memberIds.length === 0) return;
  const named = { conversationId, seq, by: author.name };
  // Kept first: who opens a console in between is told twice rather than not at all.
  await users.mention({ memberIds, ...named });
  for (const id of memberIds) agents.to(memberRoom(id)).emit("mention", { ...named, text, at });
}

interface CallingTeams extends Calling {
  dialog: Pick<Dialog, "settings">;
}

/**
 * Calls whoever put a conversation aside that is back, planned something, or has a task, as a note does that names them (SPEC W4, W5, J3); of a
 * team's task all of the team, and who supervises of one that nobody has and nobody made.
 */
export async function callBack({ agents, users, inboxOf, dialog }: CallingTeams, event: Call): Promise<void> {
  const { conversationId, seq, agent, at } = event;
  const told = toldOf(event);
  // Whoever takes it back themselves knows.
  if (!told || (event.type === "woken" && event.author.kind === "agent" && event.author.id === agent.id)) return;
  const isCalled = await calledBy(dialog, event);
  const team = (await users.team({})).filter((member) => isCalled(member) && !member.disabled);
  const memberIds = whoSee(team, await inboxOf.of(conversationId)).map(({ id }) => id);
  if (memberIds.length === 0) return;
  const named = { conversationId, seq, by: agent.name };
  await users.mention({ memberIds, ...named });
  for (const id of memberIds) agents.to(memberRoom(id)).emit("mention", { ...named, ...told, at });
}

async function calledBy(dialog: Pick<Dialog, "settings">, event: Call): Promise<(member: Member) => boolean> {
  if (event.type === "reminded" && event.supervisors) return ({ role }) => role !== "agent";
  if (event.type !== "reminded" || !event.team) return ({ id }) => id === event.agent.id;
  const { teams } = (await dialog.settings({})).routing.value;
  const members = teams.find(({ id }) => id === event.agent.id)?.members ?? [];
  return ({ id }) => members.includes(id);
}

/** Calls who has a conversation of which a promise is nearly due or missed, and supervisors where they are to hear of it (SPEC A5). */
export async function callPromised({ agents, users, inboxOf }: Calling, event: Promised): Promise<void> {
  const { conversationId, seq, agent, tell, policy, at } = event;
  const hears = ({ id, role, disabled }: Member) => !disabled && (id === agent?.id || (tell && role !== "agent"));
  const team = whoSee((await users.team({})).filter(hears), await inboxOf.of(conversationId));
  if (team.length === 0) return;
  const memberIds = team.map(({ id }) => id);
  const named = { conversationId, seq, by: policy };
  await users.mention({ memberIds, ...named });
  for (const id of memberIds) agents.to(memberRoom(id)).emit("mention", { ...named, ...promisedIn(event), at });
}

const promisedIn = ({ of, is }: Promised) => ({ text: of, about: is });

function toldOf(event: ConversationEvent): Pick<Mention, "text" | "about"> | undefined {
  if (event.type === "note") return { text: event.text };
  if (event.type === "promise") return promisedIn(event);
  if (event.type === "woken") return { text: "", about: "woken" };
  if (event.type !== "reminded") return undefined;
  if (event.task !== undefined) return { text: event.text, about: "task" };
  return { text: event.text, about: event.failed ? "failed" : "reminded" };
}

/** Notes that name a member, where they see the inbox, and that they have not read, with their words, which stand in the log only. */
export async function mentionsOf(
  { users, dialog, inboxOf }: { users: Users; dialog: Pick<Dialog, "history">; inboxOf: InboxOf },
  member: Member,
): Promise<Mention[]> {
  const all = await users.mentions({ memberId: member.id });
  const conversationIds = all.map(({ conversationId }) => conversationId);
  const seen = new Set(await inboxOf.those(conversationIds, (inboxId) => sees(member, inboxId)));
  const found = all.filter(({ conversationId }) => seen.has(conversationId));
  const told = await Promise.all(
    found.map(async ({ at: _kept, ...named }) => {
      const { conversationId, seq } = named;
      const { events } = await dialog.history({ conversationId, before: seq + 1, limit: 1 });
      const event = events.find((one) => one.seq === seq);
      const told = event && toldOf(event);
      return told ? [{ ...named, ...told, at: event.at }] : [];
    }),
  );
  return told.flat();
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

import {
  ChatError,
  FIRST_INBOX,
  type Member,
  sees,
  type Task,
  TaskEdit,
  TaskList,
  type TaskOwner,
  TaskSort,
  TaskState,
} from "@parley/protocol";
import * as v from "valibot";
import { unseen, whoSee } from "../agents/access.ts";
import { type ApiParts, Digits, type Endpoints, note, read } from "./endpoint.ts";
import { within } from "./seen-only.ts";

const Word = v.pipe(v.string(), v.maxLength(200));
const States = v.pipe(
  v.string(),
  v.transform((said) => said.split(",")),
  v.array(TaskState),
);
const Listing = v.object({
  list: v.optional(TaskList, "all"),
  state: v.optional(States),
  sort: v.optional(TaskSort, "due"),
  conversation: v.optional(Word),
  contact: v.optional(Word),
  inbox: v.optional(Word),
  owner: v.optional(Word),
  after: v.optional(Word),
  limit: v.optional(v.pipe(Digits, v.minValue(1), v.maxValue(200)), "50"),
});

/** What needs work after the chat. */
export function taskEndpoints(parts: ApiParts) {
  const { dialog, publicUrl } = parts;

  const { teams, teamsOf, whose, peopleOf, places, named, seen, before, ownerOf } = createReading(parts);

  return {
    "GET /tasks": async ({ query, member }) => {
      const { list, state = ["open", "waiting"], conversation, contact, inbox, owner, ...page } = read(Listing, query);
      const about = { ...(conversation !== undefined && { conversationId: conversation }), states: state };
      const theirs = { ...(owner !== undefined && { agentId: owner }), ...(await whose(list, member)) };
      const asked = { ...about, ...theirs, ...(await peopleOf(contact)), ...places(inbox, member), ...page };
      const { items, next } = await dialog.tasks(asked);
      return { items: await named(items), ...(next !== undefined && { next }), teams: await teams() };
    },

    "GET /tasks/overdue": async ({ member }) =>
      await dialog.overdueTasks({ agentId: member.id, teamIds: await teamsOf(member), ...within(member) }),

    "GET /tasks/:id": async ({ params: { id = "" }, member }) => await seen(id, member),

    "PUT /tasks/:id": async ({ params: { id }, body, member }) => {
      const edit = read(TaskEdit, body);
      if (edit.id !== id) throw new ChatError("invalid", "The address and what was sent name different things.");
      const owner = await ownerOf(edit.owner, await before(edit, member));
      const by = { id: member.id, name: member.name };
      const task = await dialog.putTask({ edit, by, ...(owner && { owner }) });
      await note(parts, member, edit.version === 0 ? "makeTask" : "changeTask", id);
      return task;
    },

    "POST /tasks/:id/link": async ({ params: { id = "" }, member }) => {
      await seen(id, member);
      const { task, token } = await dialog.linkTask({ id, by: { id: member.id, name: member.name } });
      await note(parts, member, "linkTask", id);
      const path = `t/${token}`;
      return { task, path, ...(publicUrl !== undefined && { url: `${publicUrl}/${path}` }) };
    },

    "DELETE /tasks/:id/link": async ({ params: { id = "" }, member }) => {
      await seen(id, member);
      const task = await dialog.unlinkTask({ id, by: { id: member.id, name: member.name } });
      await note(parts, member, "unlinkTask", id);
      return task;
    },
  } satisfies Partial<Endpoints>;
}

/** What the routes of tasks look up, and whether a member may. */
function createReading({ dialog, users }: ApiParts) {
  /** Whose a list is. */
  async function whose(list: TaskList, member: Member) {
    if (list === "mine") return { agentId: member.id };
    if (list === "unassigned") return { unowned: true };
    if (list === "overdue") return { overdue: true };
    if (list === "all") return {};
    return { teamIds: await teamsOf(member) };
  }

  async function teamsOf({ id: memberId }: Member): Promise<string[]> {
    const { teams } = (await dialog.settings({})).routing.value;
    return teams.filter(({ members }) => members.includes(memberId)).map(({ id }) => id);
  }

  async function peopleOf(contact: string | undefined) {
    if (contact === undefined) return {};
    const { identities } = await users.contact({ id: contact });
    return { visitorIds: identities.map(({ visitorId }) => visitorId) };
  }

  function places(inbox: string | undefined, member: Member) {
    if (inbox === undefined) return within(member);
    if (!sees(member, inbox)) throw unseen();
    return { inboxIds: [inbox] };
  }

  async function named(tasks: readonly Task[]) {
    const ids = [...new Set(tasks.map(({ visitorId }) => visitorId))];
    const known = new Map(
      (await users.visitors({ ids })).map(({ id, profile }) => [id, profile.name || profile.email]),
    );
    return tasks.map((task) => {
      const visitorName = known.get(task.visitorId);
      return { ...task, ...(visitorName && { visitorName }) };
    });
  }

  /** One that is of an inbox that the member sees. */
  async function seen(id: string, member: Member) {
    const task = await dialog.task({ id });
    if (!sees(member, task.inboxId)) throw unseen();
    return task;
  }

  /** The one that is changed, where it may be; nothing for a new one, whose conversation they have to see. */
  async function before({ id, conversationId, version }: TaskEdit, member: Member) {
    if (version > 0) return await seen(id, member);
    const { conversation } = await dialog.get({ conversationId });
    if (!sees(member, conversation.inboxId ?? FIRST_INBOX)) throw unseen();
    return { inboxId: conversation.inboxId ?? FIRST_INBOX, owner: undefined };
  }

  /** Who is to have it, with their name: who is here and sees the inbox, unless they have it already. */
  async function ownerOf(asked: TaskEdit["owner"], known: Awaited<ReturnType<typeof before>>) {
    if (!asked) return undefined;
    if (known.owner?.kind === asked.kind && known.owner.id === asked.id) return known.owner;
    const found =
      asked.kind === "agent" ? await agents(known.inboxId) : (await dialog.settings({})).routing.value.teams;
    const owner = found.find(({ id }) => id === asked.id);
    if (owner) return { kind: asked.kind, id: owner.id, name: owner.name } satisfies TaskOwner;
    const details = { fields: { owner: ["is nobody who sees this inbox"] } };
    throw new ChatError("invalid", "Some of what was sent is not valid.", { details });
  }

  const agents = async (inboxId: string) =>
    whoSee(
      (await users.team({})).filter(({ disabled }) => !disabled),
      inboxId,
    );

  const teams = async () => (await dialog.settings({})).routing.value.teams.map(({ id, name }) => ({ id, name }));

  return { teams, teamsOf, whose, peopleOf, places, named, seen, before, ownerOf };
}

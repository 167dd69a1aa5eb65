import { ChatError } from "@parley/protocol";
import type { Collection, Filter } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import { shown } from "./shown.ts";
import type { StoredTask } from "./stored.ts";

type Asked = Parameters<Dialog["tasks"]>[0];
type Conditions = Omit<Asked, "sort" | "after" | "limit">;

/** What each order goes by, and which way. */
const ORDERS = {
  due: ["dueAt", 1],
  priority: ["priority", -1],
  changed: ["changedAt", -1],
} as const satisfies Record<Asked["sort"], readonly [keyof StoredTask, 1 | -1]>;

/** A page of the tasks that are meant. What follows on its last one leaves nobody out, however many have the same value. */
export async function tasksIn(tasks: Collection<StoredTask>, asked: Asked, now: number) {
  const { sort, after, limit } = asked;
  const [by, way] = ORDERS[sort];
  const order = { [by]: way, _id: 1 } as const;
  const where = meant(asked, now);
  if (!where) return { items: [] };
  const from = after === undefined ? undefined : read(after);
  const one = limit + 1;
  const same = from
    ? await tasks.find(
        { ...where, [by]: from.value, _id: { $gt: from.id } },
        {
          sort: order,
          limit: one,
        },
      )
    : [];
  const beyond = from && narrowed(where[by], way === 1 ? { $gt: from.value } : { $lt: from.value });
  const rest = from ? ({ ...where, [by]: beyond } as Filter<StoredTask>) : where;
  const found =
    same.length < one ? [...same, ...(await tasks.find(rest, { sort: order, limit: one - same.length }))] : same;
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(shown), ...(found.length > limit && last && { next: `${last[by]}/${last._id}` }) };
}

/** How many tasks of somebody, and of their teams, are overdue. */
export async function overdueOf(
  tasks: Collection<StoredTask>,
  { agentId, teamIds, inboxIds }: Parameters<Dialog["overdueTasks"]>[0],
  now: number,
): Promise<number> {
  const all = [{ agentId }, { teamIds }].map((whose) =>
    meant({ ...whose, ...(inboxIds && { inboxIds }), overdue: true }, now),
  );
  const counts = await Promise.all(all.flatMap((where) => (where ? [tasks.count(where)] : [])));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The tasks that all conditions mean; nothing where no task can be. */
function meant(asked: Conditions, now: number): Filter<StoredTask> | undefined {
  const { conversationId, visitorIds, inboxIds, agentId, teamIds, unowned, overdue } = asked;
  const states = overdue ? openOf(asked) : asked.states;
  if ([visitorIds, inboxIds, teamIds, states].some((those) => those?.length === 0)) return undefined;
  const all = {
    conversationId,
    visitorId: anyOf(visitorIds),
    inboxId: anyOf(inboxIds),
    agentId,
    teamId: anyOf(teamIds),
    unowned: unowned || undefined,
    state: anyOf(states),
    dueAt: overdue ? { $lte: now } : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, condition]) => condition !== undefined));
}

const openOf = ({ states }: Conditions) =>
  (["open", "waiting"] as const).filter((one) => states?.includes(one) ?? true);
const anyOf = <T>(values: readonly T[] | undefined) => values && { $in: values };

const narrowed = (known: unknown, more: object) => (typeof known === "object" ? { ...known, ...more } : more);

function read(after: string): { value: number; id: string } {
  const [, value, id] = /^(\d{1,16})\/(.+)$/s.exec(after) ?? [];
  if (value === undefined || id === undefined) throw new ChatError("invalid", "There is no such page of the list.");
  return { value: Number(value), id };
}

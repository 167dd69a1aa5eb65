import { ChatError, FIRST_INBOX, type TaskChange } from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import type { Heads } from "../heads.ts";
import { changesOf, type Edited, type Fields, fieldsOf, tellingOf, withChanges } from "./changes.ts";
import { createGivingBack, type GivingBackParts } from "./giving-back.ts";
import { createTaskLinks } from "./links.ts";
import { overdueOf, tasksIn } from "./listing.ts";
import { inFull } from "./shown.ts";
import { type StoredTask, TASKS } from "./stored.ts";
import { createTelling, type TellingParts } from "./telling.ts";

export interface TasksParts extends Omit<TellingParts, "tasks"> {
  store: Store;
  heads: Pick<Heads, "refresh">;
  settings: GivingBackParts["settings"];
}

type Calls = "tasks" | "overdueTasks" | "task" | "putTask" | "linkTask" | "unlinkTask" | "taskOf";

/** Tasks of a conversation at most. */
const MOST = 100;

const noTask = () => new ChatError("notFound", "There is no such task.");
const erased = () => new ChatError("notFound", "What was said in this conversation is erased.");
const changed = () => new ChatError("conflict", "Somebody has changed this task meanwhile.");

/** What needs work after the chat. */
export function createTasks({ store, heads, settings, log, now, onError }: TasksParts) {
  const tasks = TASKS.open(store);
  const back = createGivingBack({ tasks, settings, now });
  const tell = createTelling({ tasks, log, now, onError });
  const handlers: Pick<Dialog, Calls> = {
    ...createTaskLinks(tasks, now),
    tasks: (asked) => tasksIn(tasks, asked, now()),
    overdueTasks: async (asked) => ({ count: await overdueOf(tasks, asked, now()) }),
    async task({ id }) {
      const known = await tasks.findOne({ _id: id });
      if (!known) throw noTask();
      return inFull(known);
    },
    async putTask(edited) {
      const put = await (edited.edit.version === 0 ? insert(edited) : change(edited));
      if (put.teamId !== undefined) back.lookAgain();
      return inFull(put);
    },
  };

  async function insert(edited: Edited): Promise<StoredTask> {
    const { edit, by } = edited;
    const { id: _id, conversationId } = edit;
    const known = await tasks.findOne({ _id });
    const fields = fieldsOf(edited);
    if (known) return repeated(known, fields, edited);
    // As it stands on all nodes: what is erased is not written of anew.
    const { conversation } = await heads.refresh(conversationId);
    const { visitorId, locale, inboxId = FIRST_INBOX, state } = conversation;
    if (state.status === "closed" && state.erased) throw erased();
    if ((await tasks.count({ conversationId })) >= MOST) {
      throw new ChatError("invalid", "A conversation can have at most 100 tasks.");
    }
    const at = now();
    const who = { ...(by && { stateBy: by, madeBy: by }) };
    const place = { conversationId, visitorId, inboxId, locale };
    const times = { stateAt: at, madeAt: at, changedAt: at, version: 1 };
    const history: TaskChange[] = [{ at, what: "made", ...(by && { by }) }];
    const made = {
      _id,
      ...place,
      ...fields,
      ...who,
      ...times,
      ...tellingOf(fields, undefined, { by: by?.id, at }),
      history,
    };
    if (await tasks.insert(defined(made))) return defined(made);
    throw changed();
  }

  async function change(edited: Edited): Promise<StoredTask> {
    const { edit, by } = edited;
    const { id: _id, conversationId, version } = edit;
    const known = await tasks.findOne({ _id, conversationId });
    if (!known) throw noTask();
    const fields = fieldsOf(edited);
    if (known.version !== version) return repeated(known, fields, edited);
    const at = now();
    const history = withChanges(known.history, changesOf(known, fields, { by, at }));
    const moved = known.state === fields.state ? {} : { stateAt: at, stateBy: by };
    const all = { ...fields, ...tellingOf(fields, known, { by: by?.id, at }), ...moved };
    const gone = Object.entries(all).flatMap(([field, value]) => (value === undefined ? [[field, true]] : []));
    const $set = { ...defined(all), history, changedAt: at, version: version + 1 };
    const written = await tasks.update({ _id, version }, { $set, $unset: Object.fromEntries(gone) });
    if (!written) throw changed();
    return written;
  }

  return {
    handlers,
    async due() {
      // Who made them is told in the same pass. What cannot be given back now keeps nobody from being told.
      await back.ofGoneTeams().catch(onError);
      return await tell();
    },

    async erase(conversationId: string): Promise<void> {
      await tasks.remove({ conversationId });
    },

    stop: back.ofMembers,
  };
}

/** The same once more: its answer was lost. */
function repeated(known: StoredTask, fields: Fields, { edit, by }: Edited): StoredTask {
  const last = known.history.at(-1)?.by?.id;
  const same = known.version === edit.version + 1 && last === by?.id && known.conversationId === edit.conversationId;
  if (same && changesOf(known, fields, { by, at: 0 }).length === 0) return known;
  throw changed();
}

/** Without what is nothing: the store keeps no such fields. */
function defined<T extends object>(all: T) {
  const there = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { [K in keyof T]: Exclude<T[K], undefined> };
}

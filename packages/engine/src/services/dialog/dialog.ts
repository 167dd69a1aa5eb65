import { ChatError, type LogPage } from "@parley/protocol";
import { implement } from "../../rpc/contract.ts";
import { NO_KEYS, type SecretKeys } from "../../store/secrets/keys.ts";
import type { Store } from "../../store/store.ts";
import type { Nlu } from "../nlu/contract.ts";
import { createAnswers } from "./answered.ts";
import { createAway } from "./away.ts";
import { createBotTurn } from "./bot-turn.ts";
import { createCopilot, type PersonOf } from "./copilot/copilot.ts";
import { createCapacity } from "./capacity.ts";
import { createCarryOut } from "./carry-out.ts";
import { createClaiming } from "./claiming.ts";
import { dialog as contract, type Dialog } from "./contract.ts";
import { createBridgeThreads } from "./bridges/threads.ts";
import { createAwaited } from "./channels/awaited-files.ts";
import { createHealth } from "./channels/health.ts";
import { createMemory } from "./channels/memory.ts";
import { createThreads } from "./channels/threads.ts";
import { createDeliveries } from "./deliveries/deliveries.ts";
import { createDue } from "./due.ts";
import { createErasure } from "./erasure.ts";
import { createFiles } from "./files/files.ts";
import type { FilePlace } from "./files/going.ts";
import { createArranging } from "./desk/arranging.ts";
import { createHeads, headOf } from "./heads.ts";
import { CONVERSATIONS } from "./stored-heads.ts";
import { createSiteInvitations } from "./live/invitations.ts";
import { createLists } from "./lists.ts";
import { listPage } from "./list-page.ts";
import { createLog, type LogParts } from "./log.ts";
import { EVENTS } from "./events.ts";
import { createPages } from "./pages.ts";
import type { GivenParts } from "./answerers/given.ts";
import type { GivenAnswerer } from "./answerers/port.ts";
import { createLeaving } from "./leaving.ts";
import { createInboxes } from "./inboxes.ts";
import { createLine } from "./line.ts";
import { firstInbox } from "./stored-inboxes.ts";
import { settingHandlers } from "./setting-handlers.ts";
import { createSettings, type FirstSettings } from "./settings/settings.ts";
import { createTurnSettings } from "./settings/turn-settings.ts";
import { createOpening } from "./opening.ts";
import { createSla } from "./sla/sla.ts";
import type { VisitorOf } from "./sla/vips.ts";
import { createRouting } from "./routing/route.ts";
import { createWaits } from "./routing/waits.ts";
import { createAsSaid } from "./rich/as-said.ts";
import { createSearch } from "./search/search.ts";
import { createReadMarks } from "./read-marks.ts";
import { tryOut } from "./trial.ts";
import { unfinished } from "./unfinished.ts";

export interface DialogParts {
  store: Store;
  /** Where bytes of files are; without it there are none. */
  blobs?: FilePlace | undefined;
  /** What secrets are sealed with; without it none can be kept. */
  keys?: SecretKeys | undefined;
  nlu: Nlu;
  now?: () => number;
  /** What settings begin with in a store that has none. */
  first?: FirstSettings | undefined;
  /** Hears that the store was given them. */
  onFirst?: (() => void) | undefined;
  /** Answerers beside the engine's own, or the order of all. */
  answerers?: readonly GivenAnswerer[] | undefined;
  /** What is known of a visitor, for those; nothing unless told. */
  contactOf?: GivenParts["contactOf"] | undefined;
  /** Who a visitor is besides; nobody else unless told. */
  personOf?: PersonOf | undefined;
  /** What is known of a visitor and what of it is proven, for VIPs; nothing unless told. */
  visitorOf?: VisitorOf | undefined;
  /** Hears of what went wrong beside the path of a message. */
  onError?: (error: unknown) => void;
}

/** The dialog service: conversations, their logs, and the bot's turn in them. */
export function createDialog(parts: DialogParts) {
  const { store, blobs, nlu, now = Date.now, first, onFirst, onError = () => {} } = parts;
  const { answerers: given = [], contactOf = async () => ({}), keys = NO_KEYS, visitorOf } = parts;
  const { personOf = async (id) => ({ id, profiles: [await contactOf(id)] }) } = parts;
  const before = () => firstInbox(store, first?.allowedOrigins);
  const settings = createSettings({ store, first, now, before, onFirst });
  const inboxes = createInboxes(store, { keys, now, opened: settings.opened });
  const events = EVENTS.open(store);
  const conversations = CONVERSATIONS.open(store);
  const { levels, shown, recording, promisesKept, replyDue } = createSla(store, {
    settings,
    inboxes: inboxes.lately,
    visitorOf,
    now,
    onError,
  });
  const heads = createHeads(conversations, events, onError, levels);
  const answers = createAnswers(store, now);
  const deliveries = createDeliveries({ store, events, heads, now });
  const bridgeThreads = createBridgeThreads(store);
  const awaited = createAwaited({ store, events, heads, now });
  const threads = createThreads(store, now);
  const files = createFiles({ store, blobs, heads, now, onError });
  const marks = createReadMarks({ conversations, heads, onError });
  const away = createAway({ store, events, heads, marks, inboxes: inboxes.lately, now });
  const intend: LogParts["intend"] = (...about) => {
    const goesOut = (): Promise<unknown> | undefined =>
      deliveries.intend(...about) ?? away.intend(...about) ?? bridgeThreads.intend(...about);
    // What a file refuses is never on its way.
    const noted = files.intend(...about);
    return noted ? noted.then(goesOut) : goesOut();
  };
  const search = createSearch({ store, events, conversations, now, onError });
  const log = createLog({ events, heads, answers, intend, written: search.take, now });
  const pages = createPages(events);
  const copilot = createCopilot({ store, nlu, heads, pages, personOf, settings, inboxes, given, now, onError });
  const bringListsUpToDate = createLists({ events, conversations, heads, now, onError });
  const claiming = createClaiming({ store, now, onError });
  const capacity = createCapacity({ conversations, bringListsUpToDate, claiming });
  const asSaid = createAsSaid({ log, events, heads, fileOf: files.fileOf });
  const carryOut = createCarryOut({ log, events, capacity, asSaid, nlu, onError });
  const known = { conversations, heads, log, settings, personOf, now, onError };
  const siteInvitations = createSiteInvitations(store, now);
  const arranging = createArranging({ ...known, store, events, carryOut, shown, bringListsUpToDate, siteInvitations });
  const { due, giveBack } = createDue({ ...known, inboxes: inboxes.all, arranging, record: recording(known) });
  const { erasable, erase } = createErasure({
    ...known,
    events,
    answers,
    deliveries,
    away,
    files,
    awaited,
    threads,
    bridgeThreads,
    search,
    copilot,
    arranging,
    siteInvitations,
    scrub: () => store.scrub(),
  });
  const opening = createOpening({ conversations, heads, inboxes, now });
  const line = createLine(conversations, inboxes.all);
  const saying = { settings: createTurnSettings({ settings, inboxes }), given, contactOf };
  const leaveForm = createLeaving({ settings: saying.settings, now });
  const promised = { settings, bringListsUpToDate, replyDue };
  const { waits, next } = createWaits({ ...known, ...promised, inboxSettings: saying.settings, nextPlace: line.next });
  const takeTurn = createBotTurn({ nlu, heads, log, pages, nextPlace: next, ...saying, now, onError });

  /** A page without events may be one of a conversation that there is not. */
  async function existing(conversationId: string, reading: Promise<LogPage>): Promise<LogPage> {
    const page = await reading;
    if (page.events.length === 0) await heads.get(conversationId);
    return page;
  }

  const service: Dialog = implement(contract, {
    ...deliveries.handlers,
    ...away.handlers,
    ...files.handlers,
    ...awaited.handlers,
    ...threads.handlers,
    ...bridgeThreads.handlers,
    ...copilot.handlers,
    ...createHealth(store),
    ...createRouting({ ...known, ...promised, capacity }),
    waits,
    ...createMemory({ store, keys, now }),
    ...arranging.handlers,
    ...siteInvitations.handlers,
    promisesKept,
    leaveForm,
    ...settingHandlers({ inboxes, settings, given }),

    open: (asked) => opening.open(asked),
    async get({ conversationId }) {
      return await shown.one(await heads.refresh(conversationId));
    },

    async enter({ conversationId, after }) {
      const page = await pages.after(conversationId, after);
      return { ...(await shown.one(await heads.upTo(conversationId, page))), page };
    },

    async listed({ conversationIds }) {
      const found = await Promise.all(conversationIds.map((id) => heads.get(id).catch(absent)));
      return await shown.all(found.filter((head) => head !== undefined));
    },

    apply: copilot.hearing(carryOut),

    respond: (awaiting) => takeTurn(awaiting),

    tryOut: async (asked) => await tryOut(nlu, asked, await saying.settings(asked)),

    read: ({ conversationId, after }) => existing(conversationId, pages.after(conversationId, after)),

    history: ({ conversationId, before, limit }) =>
      existing(conversationId, pages.history(conversationId, before, limit)),

    async list(asked) {
      await bringListsUpToDate();
      return await shown.all((await listPage(conversations, asked)).map(headOf));
    },

    async markRead(mark) {
      return { seq: await marks.mark(mark) };
    },

    readTo: ({ conversationId }) => marks.of(conversationId),

    held: ({ agentIds }) => capacity.held(agentIds),

    ...search.handlers,

    async queue() {
      await bringListsUpToDate();
      return await line.all();
    },

    async due(limits) {
      await Promise.all([bringListsUpToDate(), siteInvitations.sweep()]);
      return await due(limits);
    },

    async giveBack(asked) {
      await bringListsUpToDate();
      return await giveBack(asked);
    },

    async erasable({ before }) {
      await bringListsUpToDate();
      return await erasable(before);
    },

    erase: ({ conversationIds }) => erase(conversationIds),

    async unfinished() {
      await bringListsUpToDate();
      void search.catchUp();
      return await unfinished({ conversations, now, given });
    },
  });

  const close = async () => {
    await Promise.all([heads.close(), marks.close(), search.close(), copilot.close()]);
  };
  return { service, close };
}

function absent(cause: unknown): undefined {
  if (ChatError.from(cause).code !== "notFound") throw cause;
}

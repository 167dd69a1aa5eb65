import type { AgentRef, ConversationEvent, LogPage, OpenedConversation } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Ask } from "../live/ask.ts";
import { patient } from "../live/back-off.ts";
import { EMPTY_LOG, hasOlder, isBehind, lastSeq, type Log, withHistory, withPage, withPush } from "./log.ts";

export interface Thread {
  readonly conversationId: string;
  readonly log: ReadonlySignal<Log>;
  readonly viewers: ReadonlySignal<readonly AgentRef[]>;
  /** Whether the first page has come, is on its way, or could not be had. */
  readonly phase: ReadonlySignal<"loading" | "ready" | "failed">;
  /** Why it could not be opened. */
  readonly failure: ReadonlySignal<unknown>;
  readonly loadingOlder: ReadonlySignal<boolean>;
  /** How far the visitor has read. */
  readonly visitorRead: ReadonlySignal<number>;
  /** Joins the conversation and fetches what is missing; after every connect again (SPEC M8). */
  readonly open: () => Promise<void>;
  readonly push: (event: ConversationEvent) => void;
  /** Looks whether something was missed (SPEC M10). */
  readonly check: () => Promise<void>;
  readonly older: () => Promise<void>;
  readonly setViewers: (viewers: readonly AgentRef[]) => void;
  readonly setVisitorRead: (seq: number) => void;
}

const HISTORY_PAGE = 100;

interface Needs {
  ask: Ask;
  conversationId: string;
  /** Told of every event as it joins the log. */
  heard: (events: readonly ConversationEvent[]) => void;
  /** Told of the list entry, which the list may lack, and of whether the visitor is there, as of `mark`. */
  opened: (opened: OpenedConversation, mark: number) => void;
  mark: () => number;
}

/** One conversation's log on this screen, kept without gaps. */
export function createThread({ ask: askOnce, conversationId, heard, opened: isOpened, mark }: Needs): Thread {
  const ask = patient(askOnce);
  const log = signal<Log>(EMPTY_LOG);
  const viewers = signal<readonly AgentRef[]>([]);
  const phase = signal<"loading" | "ready" | "failed">("loading");
  const failure = signal<unknown>(undefined);
  const loadingOlder = signal(false);
  const visitorRead = signal(0);
  let syncing = false;
  /** Viewers were pushed since we asked: that is newer than the answer. */
  let told = false;

  const set = (next: Log) => {
    const known = lastSeq(log.value);
    log.value = next;
    const fresh = next.events.filter(({ seq }) => seq > known);
    if (fresh.length) heard(fresh);
  };
  const take = (page: LogPage) => set(withPage(log.value, page));

  async function fill(): Promise<void> {
    if (syncing) return;
    syncing = true;
    try {
      for (let before = -1; isBehind(log.value) && before < lastSeq(log.value);) {
        before = lastSeq(log.value);
        take(await ask("sync", { conversationId, after: before }));
      }
    } finally {
      syncing = false;
    }
  }

  return {
    conversationId,
    log,
    viewers,
    phase,
    failure,
    loadingOlder,
    visitorRead,
    async open() {
      const after = lastSeq(log.value);
      const asked = mark();
      told = false;
      try {
        const opened = await ask("open", { conversationId, ...(after > 0 && { after }) });
        isOpened(opened, asked);
        take(opened.page);
        if (!told) viewers.value = opened.viewers;
        visitorRead.value = Math.max(visitorRead.value, opened.read.visitor);
        phase.value = "ready";
        await fill();
      } catch (error) {
        failure.value = error;
        if (phase.value === "loading") phase.value = "failed";
        throw error;
      }
    },
    push(event) {
      // Before the first page comes, pushes are kept aside: it may have been read before they happened.
      set(withPush(log.value, event));
      if (phase.value === "ready" && isBehind(log.value)) void fill().catch(() => undefined);
    },
    async check() {
      if (phase.value !== "ready") return;
      take(await askOnce("sync", { conversationId, after: lastSeq(log.value) }));
      await fill();
    },
    async older() {
      const first = log.value.events[0]?.seq;
      if (!first || !hasOlder(log.value) || loadingOlder.value) return;
      loadingOlder.value = true;
      try {
        const page = await ask("history", { conversationId, before: first, limit: HISTORY_PAGE });
        log.value = withHistory(log.value, page.events);
      } finally {
        loadingOlder.value = false;
      }
    },
    setViewers(next) {
      told = true;
      viewers.value = next;
    },
    setVisitorRead(seq) {
      visitorRead.value = Math.max(visitorRead.value, seq);
    },
  };
}

import type { LiveTold } from "@parley/protocol";
import { type Memory, openMemory } from "./memory.ts";
import { host, pageNow, plainAddress, visitorToken, widget } from "./page.ts";

/** How an agent invites. */
export type Invitation = NonNullable<LiveTold["invitation"]>;

/** Milliseconds: between two looks at the address, after what cannot be told, of a page that nobody looks at, and that an answer may take. */
const [LOOK, AGAIN, HIDDEN, PATIENCE] = [1_000, 60_000, 60_000, 10_000];

export interface Telling {
  memory: Memory;
  /** Tells at once, with more than where the page is. */
  tell: (more?: { shown?: string; dismissed?: string }) => Promise<void>;
  /** Asks the engine. Nothing where it does not answer; its refusal has no value. */
  post: (path: string, said: object) => Promise<{ value?: unknown } | undefined>;
}

const lookedAt = (every: number) => (document.hidden ? Math.max(every, HIDDEN) : every);

/** Asks the engine at `base`. */
function createPost(base: string): Telling["post"] {
  return async (path, said) => {
    const aborting = new AbortController();
    const late = setTimeout(() => aborting.abort(), PATIENCE);
    try {
      const request = { method: "POST", body: JSON.stringify(said), keepalive: true, credentials: "omit" as const };
      const answer = await fetch(`${base}live${path}`, { ...request, signal: aborting.signal });
      // What may go well another time is as if there had been no answer.
      if (answer.status === 429 || answer.status >= 500) return undefined;
      return answer.ok ? { value: await answer.json() } : {};
    } catch {
      return undefined;
    } finally {
      clearTimeout(late);
    }
  };
}

/**
 * Tells where the visitor is: with each page, each change of its address, and from time to time. `invited` hears how an agent invites; `again` that
 * the widget is back after it was shut down.
 */
export function startTelling(
  base: string,
  invited: (invitation: Invitation | undefined) => void,
  again: () => void,
): Telling {
  const [memory, post] = [openMemory(base), createPost(base)];
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told: string | undefined;
  /** What happened to an invitation and the engine has not heard yet. */
  let news: { shown?: string; dismissed?: string } = {};
  let turn = 0;

  const about = () => {
    const { key, visits } = memory.here();
    const token = visitorToken();
    const [from, quiet] = [plainAddress(document.referrer), memory.isQuiet()];
    return {
      key,
      page: pageNow(),
      locale: navigator.language || "en",
      visits,
      ...(from && { from: from.slice(0, 2000) }),
      ...(token && { token }),
      ...(quiet && { quiet }),
    };
  };

  /** Says where they are and what is new, which is kept for the next time where nobody answers. */
  const say = async () => {
    const [now, said] = [about(), news];
    told = now.page.url;
    const answer = (await post("", { ...now, ...said })) as { value?: LiveTold } | undefined;
    if (answer && news === said) news = {};
    return answer;
  };
  const tell: Telling["tell"] = async (more) => {
    clearTimeout(timer);
    news = { ...news, ...more };
    if (over || !host()) return;
    const mine = ++turn;
    const answer = await say();
    if (mine !== turn || over) return;
    const { every = 0, invitation } = answer ? (answer.value ?? {}) : { every: AGAIN };
    // It is switched off, or the page may not.
    if (every === 0) return stop();
    if (answer) invited(invitation);
    timer = setTimeout(() => void tell(), lookedAt(every));
  };

  // Of who was never told of, as where the page holds the widget back, nothing is told and kept.
  const leave = () => {
    if (over || told === undefined) return;
    memory.leave();
    navigator.sendBeacon(`${base}live`, JSON.stringify({ ...about(), ...news, gone: true }));
  };
  // What is not told of an address may change as often as it likes: maps write where one is into it.
  const look = () => {
    if (!document.hidden && pageNow().url !== told) void tell();
  };
  const seen = () => {
    if (!document.hidden) void tell();
  };
  const back = ({ persisted }: PageTransitionEvent) => persisted && void tell();
  const elsewhere = (event: StorageEvent) => {
    const heard = memory.heard(event);
    if (heard === "over") return stop();
    if (heard !== "left" || told === undefined) return;
    // They are here still. A moment later, for the other page's last words come first.
    clearTimeout(timer);
    timer = setTimeout(() => void tell(), LOOK);
  };
  const watch = setInterval(look, LOOK);
  document.addEventListener("visibilitychange", seen);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", back);
  addEventListener("storage", elsewhere);

  function stop(): void {
    over = true;
    clearTimeout(timer);
    clearInterval(watch);
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("pagehide", leave);
    removeEventListener("pageshow", back);
    removeEventListener("storage", elsewhere);
    invited(undefined);
  }

  // Who signs out leaves nothing here, and is nobody any more.
  whenShutDown(() => {
    leave();
    stop();
    memory.forget();
  }, again);
  void tell();
  return { memory, tell, post };
}

/** Hears once that the widget is shut down, before it is, and that it is back after that. */
function whenShutDown(over: () => void, again: () => void): void {
  const chat = widget();
  if (!chat) return;
  const { shutdown, boot } = chat;
  chat.shutdown = () => {
    over();
    chat.shutdown = shutdown;
    chat.boot = (options) => {
      chat.boot = boot;
      boot(options);
      again();
    };
    shutdown();
  };
}

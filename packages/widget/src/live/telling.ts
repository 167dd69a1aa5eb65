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

/** Tells where the visitor is: with each page, each change of its address, and from time to time. `invited` hears how an agent invites. */
export function startTelling(base: string, invited: (invitation: Invitation | undefined) => void): Telling {
  const memory = openMemory(base);
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = "";
  let turn = 0;

  const post: Telling["post"] = async (path, said) => {
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

  const tell: Telling["tell"] = async (more) => {
    clearTimeout(timer);
    if (over || !host()) return;
    const mine = ++turn;
    told = location.href;
    const answer = (await post("", { ...about(), ...more })) as { value?: LiveTold } | undefined;
    if (mine !== turn || over) return;
    const { every = 0, invitation } = answer ? (answer.value ?? {}) : { every: AGAIN };
    // It is switched off, or the page may not.
    if (every === 0) return stop();
    if (answer) invited(invitation);
    timer = setTimeout(() => void tell(), lookedAt(every));
  };

  const leave = () => {
    if (!over) navigator.sendBeacon(`${base}live`, JSON.stringify({ ...about(), gone: true }));
  };
  const look = () => {
    if (!document.hidden && location.href !== told) void tell();
  };
  const seen = () => {
    if (!document.hidden) void tell();
  };
  const back = ({ persisted }: PageTransitionEvent) => persisted && void tell();
  const watch = setInterval(look, LOOK);
  document.addEventListener("visibilitychange", seen);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", back);

  function stop(): void {
    over = true;
    clearTimeout(timer);
    clearInterval(watch);
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("pagehide", leave);
    removeEventListener("pageshow", back);
    invited(undefined);
  }

  // Who signs out leaves nothing here, and is nobody any more.
  const chat = widget();
  if (chat) {
    const { shutdown } = chat;
    chat.shutdown = () => {
      leave();
      stop();
      memory.forget();
      shutdown();
    };
  }
  void tell();
  return { memory, tell, post };
}

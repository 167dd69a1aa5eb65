import { openStorage, parse, stringify } from "@parley/client";

/** What this browser remembers of its visitor. */
export interface Session {
  /** Names the visitor to the engine. Secret. */
  token?: string | undefined;
  /** The visitor's id, as which things are written. */
  as?: string | undefined;
  /** Whether a conversation is on, so that a reloaded page connects by itself. */
  live?: boolean;
  /** Number of the last event the visitor has seen. */
  read?: number;
  /** The visitor has put the chat away: it does not open by itself any more. */
  met?: boolean;
  /** Files on their way: by the id of each its name. */
  files?: Readonly<Record<string, string>> | undefined;
  /** What the visitor has typed and not sent. */
  draft?: string;
}

/** Keeps a session over reloads, shared by the site's tabs. */
export interface SessionStore {
  get: () => Session;
  /** Nothing is stored before the first call. */
  set: (change: Session) => void;
  forget: () => void;
}

/** In `localStorage` under the site's name, or in memory where the browser forbids that. */
export function openSession(site: string): SessionStore {
  const key = `parley:${site}`;
  const storage = openStorage();
  const get = () => {
    const session = parse(storage.get(key));
    return typeof session === "object" && session ? session : {};
  };
  return {
    get,
    set: (change) => storage.set(key, stringify({ ...get(), ...change })),
    forget: () => storage.remove(key),
  };
}

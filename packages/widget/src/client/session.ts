/** What this browser remembers of its visitor. */
export interface Session {
  /** Names the visitor to the engine. Secret. */
  token?: string | undefined;
  /** Whether a conversation is on, so that a reloaded page connects by itself. */
  live?: boolean;
  /** Number of the last event the visitor has seen. */
  read?: number;
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
  let memory: Session = {};
  let durable = true;

  const attempt = (use: () => void) => {
    try {
      if (durable) use();
    } catch {
      durable = false;
    }
  };
  const get = () => {
    attempt(() => {
      memory = parse(localStorage.getItem(key));
    });
    return memory;
  };
  return {
    get,
    set(change) {
      memory = { ...get(), ...change };
      attempt(() => localStorage.setItem(key, JSON.stringify(memory)));
    },
    forget() {
      memory = {};
      attempt(() => localStorage.removeItem(key));
    },
  };
}

/** Others can write there too: whatever is not a session is none. */
function parse(stored: string | null): Session {
  try {
    const session: unknown = JSON.parse(stored ?? "");
    return typeof session === "object" && session ? session : {};
  } catch {
    return {};
  }
}

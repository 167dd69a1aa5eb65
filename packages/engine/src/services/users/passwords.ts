import { hash, parseOptions, verify } from "@node-rs/argon2";
import { ChatError } from "@parley/protocol";
import { newToken } from "./tokens.ts";

/** argon2id, the library's default. OWASP Password Storage Cheat Sheet: m = 19 MiB, t = 2, p = 1 at least. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes under way or waiting at most: each takes 19 MiB and one of libuv's few threads. */
const MAX_WORKING = 16;

/** Passwords as they may be stored, and the check of one. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long without a stored hash as with one, and is then always false. */
  matches(stored: string | undefined, password: string): Promise<boolean>;
  /** Whether a stored hash was made with less work than is asked for today. */
  outdated(stored: string): boolean;
}

/** Hashes and checks passwords off the main thread; fails with `overloaded` rather than queueing without end. */
export function createPasswords(): Passwords {
  const nobodys = hash(newToken("ps"), COST);
  let working = 0;

  async function work<T>(run: () => Promise<T>): Promise<T> {
    if (working >= MAX_WORKING) throw new ChatError("overloaded", "Too many sign-ins at once.", { retryAfter: 1000 });
    working++;
    try {
      return await run();
    } finally {
      working--;
    }
  }

  return {
    hash: (password) => work(() => hash(normal(password), COST)),
    matches: (stored, password) =>
      work(async () => {
        const right = await verify(stored ?? (await nobodys), normal(password));
        return right && stored !== undefined;
      }),
    outdated(stored) {
      const { memoryCost, timeCost } = parseOptions(stored);
      return memoryCost < COST.memoryCost || timeCost < COST.timeCost;
    },
  };
}

/** The same password typed on another keyboard may come in other code points (NIST SP 800-63B, section 3.1.1.2). */
function normal(password: string): string {
  return password.normalize("NFKC");
}

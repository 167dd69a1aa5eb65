import { hash, parseOptions, verify } from "@node-rs/argon2";
import { type Claimant, createPlaces } from "./places.ts";
import { newToken } from "./tokens.ts";

/** argon2id, the library's default. OWASP Password Storage Cheat Sheet: m = 19 MiB, t = 2, p = 1 at least. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Passwords as they may be stored, and the check of one. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long without a stored hash as with one, and is then always false. Who asks waits in turn, see `createPlaces`. */
  matches(stored: string | undefined, password: string, who: Claimant): Promise<boolean>;
  /** Whether a stored hash was made with less work than is asked for today. */
  outdated(stored: string): boolean;
}

/** Hashes and checks passwords off the main thread, few at once: each takes 19 MiB and one of libuv's threads. */
export function createPasswords(): Passwords {
  const nobodys = hash(newToken("ps"), COST);
  const inPlace = createPlaces();

  return {
    // Who sets a password has proved who they are.
    hash: (password) => inPlace({ source: newToken("ps"), known: true }, () => hash(normal(password), COST)),
    matches: (stored, password, who) =>
      inPlace(who, async () => {
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

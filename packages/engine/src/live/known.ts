import { createHash } from "node:crypto";
import { ChatError } from "@parley/protocol";
import type { Users } from "../services/users/contract.ts";

/** Milliseconds for which it is known whose a token is, and how many are. */
const [HOLDS, MOST] = [60_000, 20_000];

/** Says whose a browser's token is: of each it is asked once a minute, however often its page is heard of. */
export function createKnown(users: Pick<Users, "authenticateVisitor">, now: () => number) {
  const known = new Map<string, { visitorId: string | undefined; at: number }>();

  async function look(token: string): Promise<string | undefined> {
    try {
      return (await users.authenticateVisitor({ token })).id;
    } catch (cause) {
      if (ChatError.from(cause).code !== "unauthorized") throw cause;
      return undefined;
    }
  }

  return async (token: string | undefined): Promise<string | undefined> => {
    if (token === undefined) return undefined;
    const hash = createHash("sha256").update(token).digest("base64url");
    const found = known.get(hash);
    if (found && now() - found.at < HOLDS) return found.visitorId;
    const visitorId = await look(token);
    known.delete(hash);
    known.set(hash, { visitorId, at: now() });
    for (const oldest of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    return visitorId;
  };
}

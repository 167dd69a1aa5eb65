import { createHash } from "node:crypto";
import { ChatError, FIRST_INBOX } from "@parley/protocol";
import type { Users } from "../services/users/contract.ts";

/** Milliseconds for which it is known whose a token is, and how many are. */
const [HOLDS, MOST] = [60_000, 20_000];

type Authenticated = Awaited<ReturnType<Users["authenticateVisitor"]>>;

/**
 * Whose a browser's token is in an inbox; nobody where it is no token, or of who is signed in elsewhere: a proof counts in its own inbox
 * (SPEC I7). Who only looks was not here (SPEC O5): what is done at a token's first use is left to the chat.
 */
export async function visitorHere(
  users: Pick<Users, "authenticateVisitor">,
  token: string,
  inboxId: string,
): Promise<Authenticated | undefined> {
  try {
    const visitor = await users.authenticateVisitor({ token, aside: true });
    return visitor.signed && (visitor.inboxId ?? FIRST_INBOX) !== inboxId ? undefined : visitor;
  } catch (cause) {
    if (ChatError.from(cause).code !== "unauthorized") throw cause;
    return undefined;
  }
}

/** Says whose a browser's token is: of each it is asked once a minute, however often its page is heard of. */
export function createKnown(users: Pick<Users, "authenticateVisitor">, now: () => number) {
  const known = new Map<string, { visitorId: string | undefined; at: number }>();

  return async (token: string | undefined, inboxId: string): Promise<string | undefined> => {
    if (token === undefined) return undefined;
    const hash = createHash("sha256").update(`${inboxId} ${token}`).digest("base64url");
    const found = known.get(hash);
    if (found && now() - found.at < HOLDS) return found.visitorId;
    const visitorId = (await visitorHere(users, token, inboxId))?.id;
    known.delete(hash);
    known.set(hash, { visitorId, at: now() });
    for (const [oldest, { at }] of known) {
      if (known.size <= MOST && now() - at < HOLDS) break;
      known.delete(oldest);
    }
    return visitorId;
  };
}

import { ChatError, type Hello } from "@parley/protocol";
import type { Users } from "../../services/users/contract.ts";
import type { VisitorSocket } from "./session.ts";
import type { WebParts } from "./parts.ts";

const isKnown = (users: Users, token: string): Promise<boolean> =>
  users.authenticateVisitor({ token }).then(
    () => true,
    (cause: unknown) => {
      if (ChatError.from(cause).code === "unauthorized") return false;
      throw cause;
    },
  );

/** The visitor of the connection's token, or a new one. */
export async function identified(
  { data }: VisitorSocket,
  { users, limits }: WebParts,
  { locale, page }: Pick<Hello, "locale" | "page">,
): Promise<{ visitorId: string; token: string; isNew: boolean }> {
  const { visitorId, token, browser } = data;
  // They may have been forgotten since they connected, over another connection.
  if (visitorId && token && (await isKnown(users, token))) return { visitorId, token, isNew: false };
  limits.take("newVisitor", data.address ?? "");
  const made = await users.createVisitor({ locale, page, browser });
  return { visitorId: made.visitor.id, token: made.token, isNew: true };
}

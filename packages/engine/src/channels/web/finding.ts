import type { Findings, FindRequest } from "@parley/protocol";
import { inboxOf } from "./identity.ts";
import type { VisitorSocket } from "./session.ts";
import type { WebParts } from "./parts.ts";

/** What is shown of a conversation at once. */
const PAGE = 20;

type Here = (socket: VisitorSocket) => Promise<{ visitorId: string; conversationId: string }>;

/** Looks for a visitor's words in their own conversation, and in the articles that its inbox has. */
export function createFinding(parts: Pick<WebParts, "spine" | "limits" | "rulesOf">, here: Here) {
  const { limits, rulesOf } = parts;
  const { dialog } = parts.spine;

  /** Where only who is signed in may ask, nobody else reads what there is to answer. */
  const mayAsk = async (socket: VisitorSocket) =>
    socket.data.signed === true || (await rulesOf(inboxOf(socket))).identity !== "enforce";

  return async ({ words, before }: FindRequest, socket: VisitorSocket): Promise<Findings> => {
    const { visitorId, conversationId } = await here(socket);
    limits.take("search", visitorId);
    limits.take("addressSearch", socket.data.address ?? "");
    const own = await dialog.findOwn({ conversationId, words, before, limit: PAGE });
    if (before !== undefined || !(await mayAsk(socket))) return { ...own, articles: [] };
    return { ...own, ...(await dialog.articles({ conversationId, text: words, likely: true })) };
  };
}

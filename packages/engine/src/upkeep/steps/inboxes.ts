import { ChatError, FIRST_INBOX } from "@parley/protocol";
import type { AnyDoc } from "../../store/document.ts";
import type { Collection } from "../../store/store.ts";
import type { Migration } from "../migration.ts";
import { forEach, pagesOf } from "../pages.ts";

/**
 * A conversation is one thread of an inbox, no longer all of one visitor. Those that there are become threads of the first inbox. Versions
 * before know no other inbox, and find by `visitorId`, which is unique: what other inboxes hold goes on being listed there.
 */
export const inboxes: Migration = {
  version: 3,
  says: "conversations are threads of inboxes",
  async up({ rewrite }) {
    await rewrite("conversations", ({ inboxId, visitorId }) => {
      if (inboxId === undefined) return { $set: { inboxId: FIRST_INBOX, thread: visitorId, personId: visitorId } };
      return inboxId !== FIRST_INBOX && visitorId !== undefined ? { $unset: { visitorId: true } } : undefined;
    });
  },
  async down({ store, rewrite }) {
    await rewrite("conversations", ({ inboxId }) =>
      inboxId === FIRST_INBOX ? { $unset: { inboxId: true, thread: true, personId: true } } : undefined,
    );
    const conversations = store.collection<AnyDoc>("conversations");
    for await (const page of pagesOf(conversations)) {
      await forEach(
        page.filter(({ doc: { inboxId, visitorId } }) => inboxId !== undefined && visitorId === undefined),
        ({ doc }) => giveVisitor(conversations, doc),
      );
    }
  },
};

/** A person may have several threads, of which one can be theirs where there is one for a visitor. */
async function giveVisitor(conversations: Collection<AnyDoc>, { _id, personId }: AnyDoc): Promise<void> {
  const give = (visitorId: unknown) => conversations.update({ _id }, { $set: { visitorId } });
  await give(personId).catch(async (cause: unknown) => {
    if (ChatError.from(cause).code !== "conflict") throw cause;
    await give(`${String(personId)}/${_id}`);
  });
}

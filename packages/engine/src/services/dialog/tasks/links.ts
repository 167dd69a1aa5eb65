import { createHash, randomBytes } from "node:crypto";
import { type AgentRef, ChatError } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import { withChanges } from "./changes.ts";
import { inFull } from "./shown.ts";
import type { StoredTask } from "./stored.ts";

const noTask = () => new ChatError("notFound", "There is no such task.");
/** Tokens are random, so that a fast hash without salt keeps them safe. */
const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");

/** Links with which customers see how far what they wanted is. */
export function createTaskLinks(tasks: Collection<StoredTask>, now: () => number) {
  async function set(id: string, by: AgentRef, linkHash: string | undefined): Promise<StoredTask> {
    // What somebody else changes at this moment stays.
    for (;;) {
      const known = await tasks.findOne({ _id: id });
      if (!known) throw noTask();
      if (linkHash === undefined && known.linkHash === undefined) return known;
      const what = linkHash === undefined ? ("unlinked" as const) : ("linked" as const);
      const { version } = known;
      const $set = { version: version + 1, history: withChanges(known.history, [{ at: now(), by, what }]) };
      const change =
        linkHash === undefined ? { $set, $unset: { linkHash: true as const } } : { $set: { ...$set, linkHash } };
      const written = await tasks.update({ _id: id, version }, change);
      if (written) return written;
    }
  }

  return {
    async linkTask({ id, by }) {
      const token = `pt_${randomBytes(32).toString("base64url")}`;
      return { task: inFull(await set(id, by, hashOf(token))), token };
    },

    unlinkTask: async ({ id, by }) => inFull(await set(id, by, undefined)),

    async taskOf({ token }) {
      const known = await tasks.findOne({ linkHash: hashOf(token) });
      if (!known) throw noTask();
      const { title, state, toCustomer, locale } = known;
      return { title, state, ...(toCustomer !== undefined && { words: toCustomer }), locale };
    },
  } satisfies Pick<Dialog, "linkTask" | "unlinkTask" | "taskOf">;
}

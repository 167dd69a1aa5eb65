import { type ConversationEvent, FIRST_INBOX, forAgent } from "@parley/protocol";
import type { BridgeThread, Dialog } from "../../services/dialog/contract.ts";
import type { Users } from "../../services/users/contract.ts";
import { split } from "../../spine/split.ts";
import { type Account, isFrom } from "./account.ts";
import { lineOf, type Speakers, stateOf } from "./lines.ts";
import type { RootView } from "./port.ts";

/** A thread with all that is needed to show its conversation there. */
export interface Scene {
  account: Account;
  thread: BridgeThread;
  /** Whether its inbox is shown by this account at all, as that is set up now. */
  isShown: boolean;
  view: RootView;
  speakers: Speakers;
}

/** Something that is to be shown under the root. */
export interface Line {
  event: ConversationEvent;
  pieces: readonly string[];
}

export interface SceneParts {
  dialog: Pick<Dialog, "get" | "read" | "inboxes">;
  users: Pick<Users, "visitors">;
}

export function createScenes({ dialog, users }: SceneParts) {
  return {
    async of(account: Account, thread: BridgeThread): Promise<Scene> {
      const { conversationId, number } = thread;
      const { conversation, preview } = await dialog.get({ conversationId });
      const { words } = account;
      const { visitorId, inboxId = FIRST_INBOX } = conversation;
      const [[visitor], inboxes] = await Promise.all([users.visitors({ ids: [visitorId] }), dialog.inboxes({})]);
      const who = visitor?.profile.name ?? words("visitor");
      const inbox = inboxes.find(({ id }) => id === inboxId)?.name ?? inboxId;
      const link = account.linkTo(conversationId);
      const view: RootView = {
        number,
        head: `${who} · ${inbox}`,
        said: preview?.text ?? "",
        take: words("take"),
        close: words("close"),
        open: words("open"),
        ...stateOf(conversation, words),
        ...(link !== undefined && { link }),
      };
      const isOwn: Speakers["isOwn"] = (event) =>
        account.type.apart !== true && "author" in event && isFrom(account.id, event);
      const isShown = account.place.roomOf(inboxId) !== undefined;
      return { account, thread, isShown, view, speakers: { words, visitor: who, isOwn } };
    },

    /** The next line of a thread, if there is one; and the number of the last event that says nothing before it. */
    async next({ account, thread, speakers }: Scene): Promise<{ line?: Line; silentTo?: number }> {
      const { events } = await dialog.read({ conversationId: thread.conversationId, after: thread.posted });
      for (const event of events.map(forAgent)) {
        const text = lineOf(event, speakers);
        const pieces = text === undefined ? [] : split(text, account.type.most);
        if (pieces.length > 0) return { line: { event, pieces } };
      }
      const last = events.at(-1);
      return last ? { silentTo: last.seq } : {};
    },
  };
}

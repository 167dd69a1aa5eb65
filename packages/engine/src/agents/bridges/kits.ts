import { setTimeout as wait } from "node:timers/promises";
import type { Dialog } from "../../services/dialog/contract.ts";
import type { Users } from "../../services/users/contract.ts";
import { createLines } from "../../spine/lines.ts";
import type { ChannelKit } from "../../spine/port.ts";
import type { Account } from "./account.ts";
import type { Acting } from "./acting.ts";
import { createLinking } from "./linking.ts";
import type { Mirror } from "./mirror.ts";
import type { BridgeKit, Ear } from "./port.ts";

/** Milliseconds for which is remembered what was heard, and between two notes that something came or went. */
const [DAY, NOTED] = [86_400_000, 5_000];

type Note = (inboxId: string, what: "lastIn" | "lastOut") => void;

/** Notes when something came from an account and went there last, for who set it up. */
export function createNoting({
  dialog,
  onError,
}: {
  dialog: Pick<Dialog, "noteHealth">;
  onError: (error: unknown) => void;
}): Note {
  const noted = new Map<string, number>();
  return (inboxId, what) => {
    const at = Date.now();
    const key = `${what} ${inboxId}`;
    if (at - (noted.get(key) ?? 0) < NOTED) return;
    noted.set(key, at);
    dialog.noteHealth({ inboxId, [what]: at }).catch(onError);
  };
}

export interface KitParts {
  dialog: Pick<Dialog, "bridgeThread" | "stirBridgeThread">;
  users: Pick<Users, "linkBridge" | "leaveBridge" | "unlinkHouse">;
  acting: Pick<Acting, "press">;
  mirror: Pick<Mirror, "hear">;
  /** A thread is to be brought up to date. */
  look: (account: Account, conversationId: string) => void;
  note: Note;
}

/** Milliseconds between looks for a root that people see already, though what the house calls it is not noted yet. */
const SOON = [50, 200, 500, 1_000, 2_000, 4_000];

/** What is there, or will be in a moment. */
async function soon<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const pause of SOON) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(pause, undefined, { ref: false });
  }
  return await look();
}

/** What the engine does for the accounts of bridges; `of` is the account once it is connected. */
export function createKits({ dialog, users, acting, mirror, look, note }: KitParts) {
  const lines = createLines();

  return (kit: ChannelKit, of: () => Account): BridgeKit => {
    const bridgeId = kit.inbox.id;
    const { memory } = kit;
    const threadOf = async (root: string) => (await dialog.bridgeThread({ bridgeId, root })).thread;
    const tell = (ear: Ear, text: string) => of().tell(ear, text);
    return {
      ...kit,
      async stirred(root) {
        note(bridgeId, "lastIn");
        const { thread } = await dialog.stirBridgeThread({ bridgeId, root });
        if (thread) look(of(), thread.conversationId);
      },
      async said(root, said) {
        note(bridgeId, "lastIn");
        await lines.run(JSON.stringify([bridgeId, root]), async () => {
          const thread = await soon(() => threadOf(root));
          if (thread) await mirror.hear(of(), thread, said);
        });
      },
      async pressed(root, pressed, ear) {
        note(bridgeId, "lastIn");
        const thread = await soon(() => threadOf(root));
        if (!thread) return;
        const { conversationId } = thread;
        const refusal = await acting.press({ account: of(), conversationId, by: pressed.by }, pressed);
        if (refusal !== undefined) tell(ear, refusal);
        look(of(), conversationId);
      },
      async changed(root, ear) {
        if (await threadOf(root)) tell(ear, of().words("unchangeable"));
      },
      async asked(by, text, ear) {
        const answer = createLinking({ users, bridgeId, memory, words: of().words });
        const said = await answer(by, text);
        // Where there are no threads, words need a number to be for somebody.
        const isLost = !of().bridge.read && said === of().words("help");
        tell(ear, isLost ? `${said}\n${of().words("numbered")}` : said);
      },
      async rootOf(number) {
        const threadOf = async () => (await dialog.bridgeThread({ bridgeId, number })).thread;
        if (!(await threadOf())) return undefined;
        return await soon(async () => (await threadOf())?.root);
      },
      async isOf(house) {
        const known = await memory.get("house");
        if (known?.value === house) return;
        // First, so that nobody answers from there in between; a node that falls in between does it again.
        if (known) await users.unlinkHouse({ bridgeId });
        await memory.set("house", house, known?.version ?? 0);
      },
      isNew: (id) => memory.set(`seen/${id}`.slice(0, 200), "1", 0, Date.now() + DAY),
    };
  };
}

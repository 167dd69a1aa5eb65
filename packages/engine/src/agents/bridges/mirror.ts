import type { BridgeThread, Dialog } from "../../services/dialog/contract.ts";
import type { Account } from "./account.ts";
import type { Acting } from "./acting.ts";
import type { Said } from "./port.ts";
import { createPosting, patient, type PostingParts, type Step } from "./posting.ts";
import { createScenes, type Scene, type SceneParts } from "./scene.ts";
import { createTaking } from "./taking.ts";

export interface MirrorParts extends SceneParts, Omit<PostingParts, "taking"> {
  dialog: SceneParts["dialog"] & Pick<Dialog, "bridgeThread" | "changeBridgeThread">;
  acting: Pick<Acting, "write">;
  onError: (error: unknown) => void;
}

/** Milliseconds after which is read again where that failed. */
const READ_AGAIN = 2_000;

/**
 * Shows conversations in their threads and reads what is written there. The log says what is to be shown, and the thread how far it is: what
 * a node leaves that dies is found there by the next. Before a message is posted it is noted that it is tried, so that whoever tries it again
 * first asks the house whether it is there.
 */
export function createMirror({ dialog, users, acting, onPosted, onError, again }: MirrorParts) {
  const taking = createTaking({ dialog, onError });
  const posting = createPosting({ taking, onPosted, again });
  const scenes = createScenes({ dialog, users });

  async function step(account: Account, thread: BridgeThread, signal: AbortSignal): Promise<Step> {
    const scene = await scenes.of(account, thread);
    const { root } = thread;
    if (!scene.isShown) return await endOf(scene);
    if (root === undefined) return await posting.root(scene, signal);
    const { line, silentTo } = await scenes.next(scene);
    if (line) return await posting.line(scene, line, signal);
    if (silentTo !== undefined) {
      await taking.change(thread, { posted: silentTo, part: 0 });
      return "goes on";
    }
    if (thread.shown !== scene.view.state) return await posting.state(scene, root, signal);
    return await rest(scene);
  }

  /** Does what was written in a thread since it was last read. Resolves to whether it could be read. */
  async function readThread(
    account: Account,
    thread: BridgeThread & { root: string },
    signal: AbortSignal,
  ): Promise<boolean> {
    const { conversationId, room, root, heard } = thread;
    try {
      const all = (await account.bridge.read?.({ room, root }, thread.readTo, patient(signal))) ?? [];
      let at: BridgeThread | undefined = thread;
      for (const { to, ...said } of all) {
        await hear(account, thread, said);
        at = at && (await taking.change(at, { readTo: to }));
      }
      if (at) await taking.change(at, { read: heard });
      return true;
    } catch (error) {
      onError(error);
      again(account, conversationId, READ_AGAIN);
      return false;
    }
  }

  /** Does what somebody wrote; tells them why not where it is not done. */
  async function hear(account: Account, thread: BridgeThread, said: Said): Promise<void> {
    const { conversationId, room, root } = thread;
    const { words } = account;
    const ear = { room, ...(root !== undefined && { root }), to: said.by };
    const tell = (text: string) => account.tell(ear, text);
    if (said.text.trim() !== "") {
      const refusal = await acting.write({ account, conversationId, by: said.by }, said);
      if (refusal !== undefined) return tell(refusal);
    }
    if (!said.files?.length) return;
    const link = account.linkTo(conversationId) ?? "";
    tell(words("files", { names: said.files.join(", "), link }));
  }

  /** What is over, or the bot's again, is followed no more until somebody waits once more. */
  async function rest({ thread, view }: Scene): Promise<Step> {
    return view.status === "closed" || view.status === "bot" ? await endOf({ thread }) : "is done";
  }

  async function endOf({ thread }: Pick<Scene, "thread">): Promise<Step> {
    await taking.change(thread, { undone: ["open"] }, thread.heard);
    return "is done";
  }

  return {
    hear,
    /** Brings a thread up to date, step by step, as far as it goes. */
    async advance(account: Account, conversationId: string, signal: AbortSignal): Promise<void> {
      let mayRead = true;
      while (!signal.aborted) {
        const { thread } = await dialog.bridgeThread({ bridgeId: account.id, conversationId });
        if (!thread?.open) return;
        // What agents write waits for nothing that is still to be shown.
        if (mayRead && thread.root !== undefined && thread.heard > thread.read) {
          mayRead = await readThread(account, { ...thread, root: thread.root }, signal);
          continue;
        }
        if (taking.isTaken(thread) || (await step(account, thread, signal)) !== "goes on") return;
      }
    },
  };
}
export type Mirror = ReturnType<typeof createMirror>;

import type { BridgeThread, ThreadChange } from "../../services/dialog/contract.ts";
import type { Account } from "./account.ts";
import type { Posted, Posting } from "./port.ts";
import type { Line, Scene } from "./scene.ts";
import type { Taking } from "./taking.ts";

/** What came of a step: there may be another one, it has to be waited for, or there is nothing more to do. */
export type Step = "goes on" | "waits" | "is done";

export interface PostingParts {
  taking: Taking;
  /** Hears what came of a message. */
  onPosted: (account: Account, posted: Posted) => void;
  /** A thread is to be looked at again in so many milliseconds. */
  again: (account: Account, conversationId: string, after: number) => void;
}

/** Milliseconds that a house has for a message: shorter than others wait before they take it (`taking.ts`). */
const PATIENCE = 15_000;

/** The signal of one call: it ends when all does, or when it takes too long. */
export const patient = (signal: AbortSignal) => AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);

type Given = Omit<Posting, "view" | "attempts">;
type Came = Extract<Posted, { is: "sent" }> & { found?: true };

/** Posts what is to be shown in a thread: noted before that it is tried, and after that it is done. */
export function createPosting({ taking, onPosted, again }: PostingParts) {
  async function tried(
    { account, thread, view }: Scene,
    given: Given,
    run: (posting: Posting) => Promise<Posted | Came>,
    done: (came: Came) => ThreadChange,
  ): Promise<Step> {
    const taken = await taking.take(thread, given.key);
    // Somebody was first: where they stand is seen at the next look.
    if (!taken) return "goes on";
    const key = `${account.id}/${thread.conversationId}/${given.key}`;
    const came = await attempt(() => run({ ...given, key, view, attempts: taken.attempts }));
    onPosted(account, came);
    if (came.is === "sent") {
      await taking.done(taken, done(came));
      return "goes on";
    }
    again(account, thread.conversationId, await taking.again(taken, came.after));
    return "waits";
  }

  return {
    async root(scene: Scene, signal: AbortSignal): Promise<Step> {
      const { account, view, thread } = scene;
      const text = [view.head, view.said].filter(Boolean).join(": ");
      const given = { text, key: "root", room: thread.room };
      return await tried(
        scene,
        given,
        (posting) => postOnce(account, posting, patient(signal)),
        // What an attempt before has posted may say something older.
        ({ id, found }) => ({ root: id, ...(!found && { shown: view.state }) }),
      );
    },

    async line(scene: Scene, { event, pieces }: Line, signal: AbortSignal): Promise<Step> {
      const { account, thread } = scene;
      const part = Math.min(thread.part, pieces.length - 1);
      const isLast = part + 1 === pieces.length;
      const given: Given = {
        ...placeOf(thread),
        text: pieces[part] ?? "",
        key: `${event.seq}/${part}`,
        ...(event.type === "queued" && { aloud: true }),
      };
      return await tried(
        scene,
        given,
        (posting) => postOnce(account, posting, patient(signal)),
        () => (isLast ? { posted: event.seq, part: 0 } : { part: part + 1 }),
      );
    },

    /** Shows where the conversation stands. To show it twice does no harm. */
    async state(scene: Scene, root: string, signal: AbortSignal): Promise<Step> {
      const { account, thread, view } = scene;
      const given = { ...placeOf(thread), text: view.state, key: `state ${view.state}` };
      return await tried(
        scene,
        given,
        (posting) => account.bridge.update(root, posting, patient(signal)),
        () => ({ shown: view.state }),
      );
    },
  };
}

const placeOf = ({ room, root }: BridgeThread) => ({ room, ...(root !== undefined && { root }) });

async function postOnce({ bridge }: Account, posting: Posting, signal: AbortSignal): Promise<Posted | Came> {
  // The house may have it, though it could not say so.
  const known = posting.attempts > 1 ? await bridge.find?.(posting, signal) : undefined;
  if (known !== undefined) return { is: "sent", id: known, found: true };
  return await bridge.post(posting, signal);
}

/** What a house throws says that nothing is known of the message. */
async function attempt<T extends Posted>(post: () => Promise<T>): Promise<T | Extract<Posted, { is: "later" }>> {
  try {
    return await post();
  } catch (error) {
    return { is: "later", reason: error instanceof Error ? error.message : String(error) };
  }
}

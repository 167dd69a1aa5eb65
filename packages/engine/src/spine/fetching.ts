import { ChatError } from "@parley/protocol";
import type { AwaitedFile } from "../services/dialog/contract.ts";
import type { Arrived, ChannelFiles } from "./arriving.ts";
import { fileContent, fileIdOf } from "./file-said.ts";
import type { Connection } from "./port.ts";
import { receive, type Spine } from "./receive.ts";
import { close, until, within } from "./until.ts";

export interface FetchingParts {
  spine: Spine;
  files: ChannelFiles;
  /** How the account of an inbox that is connected fetches files; it may know of none. */
  fetchers: ReadonlyMap<string, { file?: Connection["file"] }>;
  onError: (error: unknown) => void;
}

/** Milliseconds between two looks for what is to be fetched. */
const SWEEP = 2_000;
/** Looks of which one is made where no account is connected: some that was may have left files. */
const RARELY = 30;
/** Milliseconds that a platform has for a file: shorter than others wait before they take it. */
const PATIENCE = 120_000;
/** Attempts of which the operator hears that they failed: a file may be tried for a day. */
const LOUD = 2;
/** Files that a node fetches at once, and those of one account: none holds up the others. */
const [AT_ONCE, OF_ONE] = [12, 4];

/** Fetches the files that people sent from their platforms, and says each in its conversation: once, on whatever node. */
export function startFetching({ spine, files, fetchers, onError }: FetchingParts) {
  const { dialog } = spine;
  const stopping = new AbortController();
  /** What is being fetched, and of which inbox. */
  const active = new Map<Promise<void>, string>();
  let looking: Promise<void> = Promise.resolve();
  let looks = 0;

  async function fetchOne(awaited: AwaitedFile): Promise<void> {
    const { conversationId, id, attempts } = awaited;
    try {
      const found = awaited.late ? undefined : await arrivedOf(awaited);
      if (!(await say(awaited, found))) await dialog.dropFile({ id: fileIdOf(id) });
      await dialog.fileCame({ conversationId, id });
    } catch (error) {
      const { code } = ChatError.from(error);
      // That somebody sends much is nothing for the operator.
      if (!stopping.signal.aborted && code !== "tooMany" && attempts <= LOUD) onError(error);
      await dialog.fileCame({ conversationId, id, again: attempts });
    }
  }

  /** What came of fetching it; nothing where it is not there any more. */
  async function arrivedOf({ ref, conversationId, inboxId, id, name }: AwaitedFile): Promise<Arrived | undefined> {
    const connection = fetchers.get(inboxId);
    if (!connection) throw new Error(`The account of ${inboxId} is not connected.`);
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE)]);
    return await files.arrive({ id: fileIdOf(id), conversationId, inboxId, name }, async () => {
      const asked = connection.file?.(ref, signal) ?? Promise.resolve(undefined);
      const found = await within(signal, asked, (late) => late && close(late.bytes));
      return found && { ...found, bytes: until(signal, found.bytes) };
    });
  }

  /** Says it, unless what it belongs to was erased while it was fetched. */
  async function say(awaited: AwaitedFile, found: Arrived | undefined): Promise<boolean> {
    const { conversationId, id, since } = awaited;
    try {
      const { locale } = (await dialog.get({ conversationId })).conversation;
      const content = fileContent(awaited, found, { files, locale });
      await receive(spine, { conversationId, id, since, command: { do: "say", author: { kind: "visitor" }, content } });
      return true;
    } catch (error) {
      if (ChatError.from(error).code !== "notFound") throw error;
      return false;
    }
  }

  /** Begins what is due, as much as there is room for: at every look with another account. */
  async function look(): Promise<void> {
    const room = AT_ONCE - active.size;
    if (room <= 0 || stopping.signal.aborted) return;
    const ids = [...fetchers.keys()];
    const first = ids.length === 0 ? 0 : looks++ % ids.length;
    const inboxes = [...ids.slice(first), ...ids.slice(0, first)].map((inboxId) => ({
      inboxId,
      most: OF_ONE - [...active.values()].filter((of) => of === inboxId).length,
    }));
    for (const one of await dialog.dueFiles({ inboxes: inboxes.filter(({ most }) => most > 0), most: room }))
      begin(one);
  }

  function begin(one: AwaitedFile): void {
    const over: Promise<void> = fetchOne(one)
      .catch(onError)
      .then(() => {
        active.delete(over);
        // The next of its conversation, or of others, may have waited for this one.
        came();
      });
    active.set(over, one.inboxId);
  }

  /** One look after the other. */
  function came(): void {
    looking = looking.then(look).catch(onError);
  }

  let swept = 0;
  const timer = setInterval(() => {
    if (fetchers.size > 0 || swept++ % RARELY === 0) came();
  }, SWEEP).unref();
  return {
    /** Something is to be fetched. */
    came,
    /** Lets go of what is being fetched; others do. */
    async stop(): Promise<void> {
      clearInterval(timer);
      stopping.abort(new Error("This engine is about to stop."));
      await looking;
      await Promise.all(active.keys());
    },
  };
}

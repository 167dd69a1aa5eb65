import type { VisitorContent } from "@parley/protocol";
import type { AwaitedFile } from "../services/dialog/contract.ts";
import { mappedId } from "../text/mapped-id.ts";
import type { Arrived, ChannelFiles } from "./arriving.ts";
import type { Connection } from "./port.ts";
import { receive, type Spine } from "./receive.ts";

export interface FetchingParts {
  spine: Spine;
  files: ChannelFiles;
  /** How the account of an inbox that is connected fetches files; it may know of none. */
  fetchers: ReadonlyMap<string, { file?: Connection["file"] }>;
  onError: (error: unknown) => void;
}

/** Milliseconds between two looks for what is to be fetched. */
const SWEEP = 2_000;
/** Milliseconds that a platform has for a file: shorter than others wait before they take it. */
const PATIENCE = 120_000;
/** Attempts of which the operator hears that they failed: a file may be tried for a day. */
const LOUD = 2;
/** Files that a node fetches at once. */
const AT_ONCE = 8;

/** Fetches the files that people sent from their platforms, and says each in its conversation: once, on whatever node. */
export function startFetching({ spine, files, fetchers, onError }: FetchingParts) {
  const { dialog } = spine;
  const stopping = new AbortController();
  const chains = new Map<string, Promise<void>>();
  let looking: Promise<void> = Promise.resolve();
  let active = 0;

  async function fetchOne(awaited: AwaitedFile): Promise<void> {
    const { conversationId, id, attempts } = awaited;
    try {
      const found = awaited.late ? undefined : await arrivedOf(awaited);
      await say(awaited, found);
      await dialog.fileCame({ conversationId, id });
    } catch (error) {
      if (!stopping.signal.aborted && attempts <= LOUD) onError(error);
      await dialog.fileCame({ conversationId, id, again: true });
    }
  }

  /** What came of fetching it; nothing where it is not there any more. */
  async function arrivedOf(awaited: AwaitedFile): Promise<Arrived | undefined> {
    const { ref, conversationId, inboxId, id } = awaited;
    const connection = fetchers.get(inboxId);
    if (!connection) throw new Error(`The account of ${inboxId} is not connected.`);
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE)]);
    const found = await connection.file?.(ref, signal);
    if (!found) return undefined;
    const file = { id: fileIdOf(id), conversationId, inboxId, name: found.name ?? awaited.name };
    return await files.arrive({ ...file, bytes: until(signal, found.bytes) });
  }

  async function say({ conversationId, id, name }: AwaitedFile, found: Arrived | undefined): Promise<void> {
    const { locale } = (await dialog.get({ conversationId })).conversation;
    const content: VisitorContent =
      found?.is === "ready"
        ? { type: "file", text: found.name, file: { id: fileIdOf(id) } }
        : { type: "text", text: missing(name, locale, found && files.problemIn(found.problem, locale)) };
    await receive(spine, { conversationId, id, command: { do: "say", author: { kind: "visitor" }, content } });
  }

  /** Begins what is due, as much as there is room for; of one conversation one file after the other. */
  async function look(): Promise<void> {
    const room = AT_ONCE - active;
    if (room <= 0 || fetchers.size === 0 || stopping.signal.aborted) return;
    const due = await dialog.dueFiles({ inboxIds: [...fetchers.keys()], most: room });
    for (const one of due) {
      active += 1;
      const before = chains.get(one.conversationId) ?? Promise.resolve();
      const over = before
        .then(() => fetchOne(one))
        .catch(onError)
        .then(() => {
          active -= 1;
          if (chains.get(one.conversationId) === over) chains.delete(one.conversationId);
          // Others may have waited for room.
          if (active === AT_ONCE - 1) came();
        });
      chains.set(one.conversationId, over);
    }
  }

  /** One look after the other. */
  function came(): void {
    looking = looking.then(look).catch(onError);
  }

  const timer = setInterval(came, SWEEP).unref();
  return {
    /** Something is to be fetched. */
    came,
    /** Lets go of what is being fetched; others do. */
    async stop(): Promise<void> {
      clearInterval(timer);
      stopping.abort(new Error("This engine is about to stop."));
      await looking;
      await Promise.all(chains.values());
    },
  };
}

/** Bytes as they come, for as long as they may take. */
async function* until(signal: AbortSignal, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reading = bytes[Symbol.asyncIterator]();
  const ended = new Promise<never>((_, reject) => {
    const end = () => void reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
  ended.catch(() => {});
  try {
    for (;;) {
      const next = await Promise.race([reading.next(), ended]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    void reading.return?.()?.catch(() => {});
  }
}

/** What is said of a file that is not to be had: visitors' own words, as agents would read them. */
function missing(name: string, language: string, why: string | undefined): string {
  const isChinese = /^zh\b/i.test(language);
  const reason = why ?? (isChinese ? "文件未能从对方平台取到。" : "The file could not be fetched.");
  return `📎 ${name === "" ? "" : `${name}${isChinese ? "：" : ": "}`}${reason}`;
}

/** The id of the file of a message. */
const fileIdOf = (messageId: string) => mappedId("file", messageId);

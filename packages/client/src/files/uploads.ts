import { newId, type Reply } from "@parley/protocol";
import type { ReadonlySignal } from "@preact/signals-core";
import { backOff } from "../back-off.ts";
import { type FileStore, type KeptFile, openFileStore } from "./kept.ts";
import { createOnItsWay, type Notes, type OnItsWay, type Upload } from "./on-its-way.ts";
import { othersDone, whileHere } from "./one-tab.ts";
import { call } from "./request.ts";
import { goOn, type Ticket } from "./step.ts";
import type { Trouble } from "./trouble.ts";

export interface UploadsOptions {
  /** The engine's address, with a slash at its end. */
  base: string;
  /** Of which site and which side they are. */
  place: string;
  /** Asks for a ticket. `fresh`: the one before is not taken any more. */
  ticket: (to: string, fresh?: boolean) => Promise<Reply<Ticket>>;
  /** The engine has the file: its message can be sent, and must be kept when this returns. */
  done: (file: { id: string; to: string; name: string; fileId: string }) => void;
  notes: Notes;
  /** IndexedDB, unless told. */
  store?: FileStore;
}

/** Files on their way, one after the other. */
export interface Uploads {
  readonly list: ReadonlySignal<readonly Upload[]>;
  add: (files: Iterable<File>, to: string) => void;
  cancel: (id: string) => void;
  /** Goes on with one that has failed, from where it is. */
  retry: (id: string) => void;
  /** The connection is back: no more waiting. */
  resume: () => void;
  /** Ends, and leaves nothing here. */
  clear: () => void;
}

/** So often a scanner that does not answer is asked again before people are told. */
const PATIENCE = 3;

/** Makes a place for files on their way, and takes up what earlier pages have left. */
export function openUploads(options: UploadsOptions): Uploads {
  const { base, place, ticket, notes, store = openFileStore() } = options;
  const going = createOnItsWay(store, notes);
  const { list, of, show, add, drop, fail, hide } = going;
  let running: { id: string; stop: AbortController } | undefined;
  let over = false;
  let wake = () => {};

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, milliseconds);
    });
  /** Does something about a file unless another tab is at it: what is left of it then is taken up once that tab is done or gone. */
  const alone = async (id: string, act: () => Promise<unknown>) => {
    const name = `${place}:${id}`;
    if (await whileHere(name, act)) return;
    hide(id);
    void othersDone(name).then(takeUp);
  };
  /** Another tab has sent it, or taken it back. */
  const isDone = async ({ id, stored }: KeptFile) => {
    const left = stored && (await store.list(place).catch(() => undefined));
    return left && !left.some((one) => one.id === id);
  };
  const run = async () => {
    const next = () => list.peek().find(({ failed }) => !failed);
    for (let one = running ? undefined : next(); one; one = next()) {
      const stop = new AbortController();
      const kept = of(one.id);
      running = { id: one.id, stop };
      const send = async (file: KeptFile) => {
        if (await isDone(file)) hide(file.id);
        else await sendOne(file, { ...options, going, pause, signal: stop.signal });
      };
      if (!kept) hide(one.id);
      else await alone(one.id, () => send(kept));
      running = undefined;
    }
  };
  const takeUp = async () => {
    const left = await store.list(place).catch(() => []);
    if (over) return;
    for (const kept of left) if (!of(kept.id)) show(kept);
    for (const [id, name] of Object.entries(notes.get()))
      if (!of(id)) await alone(id, async () => of(id) ?? show(lost(id, name)));
    await run();
  };
  /** What the browser has not kept. */
  const lost = (id: string, name: string): KeptFile => ({
    id,
    place,
    name,
    to: "",
    at: 0,
    file: new Blob(),
    failed: { reason: "lost" },
  });
  const cancel = (id: string) => {
    const kept = of(id);
    if (running?.id === id) running.stop.abort();
    wake();
    drop(id);
    if (kept?.fileId) void take(base, kept.fileId, ticket(kept.to));
  };

  void takeUp();
  return {
    list,
    cancel,
    add(files, to) {
      for (const file of files) add({ id: newId(), place, to, at: Date.now(), name: file.name, file });
      void run();
    },
    retry(id) {
      fail(id, undefined);
      void run();
    },
    resume() {
      wake();
      void run();
    },
    clear() {
      over = true;
      running?.stop.abort();
      for (const { id } of list.peek()) drop(id);
      void store.list(place).then(
        (left) => left.forEach(({ id }) => drop(id)),
        () => {},
      );
    },
  };
}

interface Sending extends UploadsOptions {
  going: OnItsWay;
  pause: (milliseconds: number) => Promise<void>;
  signal: AbortSignal;
}

/** Sends one until the engine has taken it or does not want it. */
async function sendOne(kept: KeptFile, sending: Sending): Promise<void> {
  const { base, ticket, done, going, pause, signal } = sending;
  const { id, to, name } = kept;
  let failures = 0;
  let trouble: Trouble | undefined;
  const moved = (sent: number) => {
    if (sent > (going.list.peek().find((one) => one.id === id)?.sent ?? Infinity)) failures = 0;
    going.change(id, { sent, waiting: false });
  };
  while (!signal.aborted) {
    const reply = await ticket(to, trouble?.reason === "ticket");
    trouble = await goOn({ base, kept, reply, moved, signal, begun: () => going.keep(kept) });
    if (signal.aborted) return;
    if (!trouble) {
      done({ id, to, name, fileId: kept.fileId as string });
      return going.drop(id);
    }
    const { wait, reason } = trouble;
    if (reason === "gone") kept.fileId = undefined;
    if (wait === undefined || (reason === "scanner" && failures >= PATIENCE)) {
      const { bytes } = trouble as { bytes?: number };
      // What was refused is not there any more.
      if (reason !== "scanner") kept.fileId = undefined;
      return going.fail(id, { reason, bytes });
    }
    going.change(id, { waiting: true });
    await pause(Math.max(wait, backOff(failures++)));
  }
}

/** What was begun and is not wanted any more. */
async function take(base: string, fileId: string, ticket: Promise<Reply<Ticket>>): Promise<void> {
  const reply = await ticket;
  if (reply.ok) await call({ method: "DELETE", url: `${base}files/${fileId}`, ticket: reply.value.ticket });
}

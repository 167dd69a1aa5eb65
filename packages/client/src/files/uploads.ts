import { newId, type Reply } from "@parley/protocol";
import type { ReadonlySignal } from "@preact/signals-core";
import { backOff } from "../back-off.ts";
import { type FileStore, type KeptFile, openFileStore } from "./kept.ts";
import { createOnItsWay, type Noted, type Notes, type OnItsWay, type Upload } from "./on-its-way.ts";
import { othersDone, whileHere } from "./one-tab.ts";
import { call } from "./request.ts";
import { goOn, type Ticket } from "./step.ts";
import type { Refusal, Trouble } from "./trouble.ts";

export interface UploadsOptions {
  /** The engine's address, with a slash at its end. */
  base: string;
  /** Of which site and which side they are. */
  place: string;
  /** Who sends here now, as the place calls them; "" where that is not known or makes no difference. */
  whose: () => string;
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
  /** The connection is back, maybe as somebody else: no more waiting, and nothing more of what is not noted any more. */
  resume: () => void;
  /** Ends, and leaves all for a page that comes later. */
  stop: () => void;
  /** Ends, and leaves nothing here. */
  clear: () => void;
}

/** What may pass by itself, as a scanner that does not answer or a proxy that refuses, and so often it is tried before people are told. */
const MAY_PASS = /^(?:scanner|other)$/;
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
    const next = () => (over ? undefined : list.peek().find(({ failed }) => !failed));
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
    for (const kept of left) {
      const found = foundAs(kept, notes.get());
      if (!found) drop(kept.id);
      else if (!of(kept.id)) show(found);
    }
    for (const [id, name] of Object.entries(notes.get()))
      if (!of(id)) await alone(id, async () => of(id) ?? show({ id, place, name, ...LOST }));
    await run();
  };
  const halt = (id?: string) => {
    if (!id || running?.id === id) running?.stop.abort();
    wake();
  };
  const cancel = (id: string) => {
    const kept = of(id);
    halt(id);
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
      const noted = notes.get();
      for (const { id } of list.peek())
        if (!(id in noted)) {
          halt(id);
          drop(id);
        }
      wake();
      void run();
    },
    stop() {
      over = true;
      halt();
    },
    clear() {
      over = true;
      halt();
      for (const { id } of list.peek()) drop(id);
      void store.list(place).then(
        (left) => left.forEach(({ id }) => drop(id)),
        () => {},
      );
    },
  };
}

/** What the browser has not kept. */
const LOST = { to: "", at: 0, file: new Blob(), failed: { reason: "lost" } };

const DAY = 86_400_000;
/**
 * What is made of a file that a page before has left. Nothing of what is not noted: who left it has gone, and who is here now must neither see nor send it. What
 * is older than a day goes on only when somebody says so, what is older than a week never.
 */
function foundAs(kept: KeptFile, noted: Noted): KeptFile | undefined {
  const age = Date.now() - kept.at;
  if (!(kept.id in noted) || age > 7 * DAY) return undefined;
  return age > DAY ? { failed: { reason: "old" }, ...kept } : kept;
}

interface Sending extends UploadsOptions {
  going: OnItsWay;
  pause: (milliseconds: number) => Promise<void>;
  signal: AbortSignal;
}

/** Sends one until the engine has taken it or does not want it. */
async function sendOne(kept: KeptFile, sending: Sending): Promise<void> {
  const { base, ticket, whose, done, going, pause, signal } = sending;
  const { id, name } = kept;
  let failures = 0;
  let refusals = 0;
  let trouble: Trouble | undefined;
  const moved = (sent: number) => {
    if (sent > (going.list.peek().find((one) => one.id === id)?.sent ?? Infinity)) failures = 0;
    going.change(id, { sent, waiting: false });
  };
  while (!signal.aborted) {
    const to = kept.to || whose();
    const reply = await ticket(to, trouble?.reason === "ticket");
    // From now on it is theirs, whoever is here when it has gone.
    if (reply.ok) kept.to = to;
    trouble = await goOn({ base, kept, reply, moved, signal, begun: () => going.keep(kept) });
    if (signal.aborted) return;
    if (!trouble) {
      done({ id, to, name, fileId: kept.fileId as string });
      return going.drop(id);
    }
    if (MAY_PASS.test(trouble.reason)) refusals++;
    const wait = waitFor(kept, trouble, refusals);
    if (wait === undefined) return going.fail(id, { reason: trouble.reason, bytes: (trouble as Refusal).bytes });
    going.change(id, { waiting: true });
    await pause(Math.max(wait, backOff(failures++)));
  }
}

/** How long what is in trouble waits at least, if it goes on by itself. Milliseconds. */
function waitFor(kept: KeptFile, { wait, reason }: Trouble, refusals: number): number | undefined {
  const isOver = wait === undefined || refusals > PATIENCE;
  // What was refused is not there any more.
  if (reason === "gone" || (isOver && !MAY_PASS.test(reason))) kept.fileId = undefined;
  return isOver ? undefined : wait;
}

/** What was begun and is not wanted any more. */
async function take(base: string, fileId: string, ticket: Promise<Reply<Ticket>>): Promise<void> {
  const reply = await ticket;
  if (reply.ok) await call({ method: "DELETE", url: `${base}files/${fileId}`, ticket: reply.value.ticket });
}

import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { FileStore, KeptFile } from "./kept.ts";
import type { Refusal } from "./trouble.ts";

/** A file on its way. */
export interface Upload {
  /** Also of the message that it will be. */
  id: string;
  to: string;
  name: string;
  /** Of the file, and how many of them the engine has. */
  bytes: number;
  sent: number;
  /** It goes on by itself as soon as it can. */
  waiting?: boolean | undefined;
  /** Why it does not go on; `lost`: the page was reloaded, and the browser has not kept it. `bytes`: how many are taken. */
  failed?: Refusal | undefined;
}

/** What is known of files while they are under way, for the next page: by the id of each its name. */
export type Noted = Readonly<Record<string, string>>;

/** Where that is noted. What is there just before a reload is there after it. */
export interface Notes {
  get: () => Noted;
  set: (noted: Noted) => void;
}

/** Files on their way, as they are seen, and as they are kept. */
export interface OnItsWay {
  readonly list: ReadonlySignal<readonly Upload[]>;
  /** The file, if this page has it. */
  of: (id: string) => KeptFile | undefined;
  /** What a page before has left. */
  show: (kept: KeptFile) => void;
  add: (kept: KeptFile) => void;
  change: (id: string, what: Partial<Upload>) => void;
  /** It does not go on, or does again. */
  fail: (id: string, failed: Refusal | undefined) => void;
  /** Others are at it, or were. */
  hide: (id: string) => void;
  /** It is not here any more. Nothing is written where it is not noted. */
  drop: (id: string) => void;
  /** More is known of it. */
  keep: (kept: KeptFile) => void;
}

/** Makes one; what cannot be kept is there as long as the page is. */
export function createOnItsWay(store: FileStore, notes: Notes): OnItsWay {
  const list = signal<readonly Upload[]>([]);
  const files = new Map<string, KeptFile>();
  const keep = (kept: KeptFile) =>
    void store.put({ ...kept, stored: true }).then(
      () => (kept.stored = true),
      () => {},
    );
  const hide = (id: string) => {
    files.delete(id);
    list.value = list.peek().filter((one) => one.id !== id);
  };
  const change = (id: string, what: Partial<Upload>) => {
    list.value = list.peek().map((one) => (one.id === id ? { ...one, ...what } : one));
  };
  const show = (kept: KeptFile) => {
    const { id, to, name, file, failed } = kept;
    files.set(id, kept);
    list.value = [...list.peek(), { id, to, name, bytes: file.size, sent: 0, failed }];
  };
  return {
    list,
    keep,
    of: (id) => files.get(id),
    change,
    hide,
    show,
    add(kept) {
      show(kept);
      notes.set({ ...notes.get(), [kept.id]: kept.name });
      keep(kept);
    },
    fail(id, failed) {
      const kept = files.get(id);
      change(id, { failed, waiting: false });
      if (kept) keep(Object.assign(kept, { failed }));
    },
    drop(id) {
      const { [id]: noted, ...others } = notes.get();
      if (noted !== undefined) notes.set(others);
      hide(id);
      void store.remove(id).catch(() => {});
    },
  };
}

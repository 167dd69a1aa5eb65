/**
 * What widget and console use of `@preact/signals-core`, in a quarter of its size. The builds for browsers take this file in its place;
 * from npm the widget comes with the library, whose signals other libraries know.
 */
interface Source {
  peek: () => unknown;
  heard: Set<Reader>;
}

/** What reads sources, and is told that one of them may have changed. */
export interface Reader {
  tell: () => void;
  /** What was read, and what it was then. */
  read: Map<Source, unknown>;
}

let reading: Reader | undefined;
let batches = 0;
const waiting = new Set<() => void>();

function readAs<T>(reader: Reader | undefined, run: () => T): T {
  const before = reading;
  reading = reader;
  try {
    return run();
  } finally {
    reading = before;
  }
}

/** From now on all that is read is read by `reader`, or by nobody: for what cannot be run as a function, such as a component. */
export function readBy(reader?: Reader): void {
  if (reader) forget(reader);
  reading = reader;
}

/** It is told of nothing any more. */
export function forget(reader: Reader): void {
  for (const { heard } of reader.read.keys()) heard.delete(reader);
  reader.read.clear();
}

/** Whether it has to read again, as it has never read or what it read has changed. */
function isBehind({ read }: Reader): boolean {
  return read.size === 0 || [...read].some(([source, before]) => source.peek() !== before);
}

function makeSource<T>(peek: () => T, write?: (value: T) => void) {
  const source = {
    heard: new Set<Reader>(),
    peek: () => readAs(undefined, peek),
    get value() {
      const value = source.peek();
      reading?.read.set(source, value);
      if (reading) source.heard.add(reading);
      return value;
    },
    set value(next) {
      if (next === source.peek()) return;
      write?.(next);
      batch(() => tellAll(source));
    },
  };
  return source;
}

function tellAll({ heard }: Source): void {
  for (const reader of heard) reader.tell();
}

/** Runs `change`; effects run after it, once. */
export function batch<T>(change: () => T): T {
  batches++;
  try {
    const answer = change();
    for (const run of batches > 1 ? [] : waiting) {
      waiting.delete(run);
      run();
    }
    return answer;
  } finally {
    batches--;
  }
}

export function signal<T>(value: T) {
  return makeSource(
    () => value,
    (next) => (value = next),
  );
}

export function computed<T>(compute: () => T) {
  let value: T;
  let stale = true;
  const reader: Reader = {
    read: new Map(),
    tell() {
      if (stale) return;
      stale = true;
      tellAll(source);
    },
  };
  const source = makeSource(() => {
    if (stale && isBehind(reader)) {
      forget(reader);
      value = readAs(reader, compute);
    }
    stale = false;
    return value;
  });
  return source;
}

/** Runs `act` now, and whenever what it read has changed. Answers how to stop. */
export function effect(act: () => unknown): () => void {
  const run = () => {
    if (!isBehind(reader)) return;
    forget(reader);
    readAs(reader, act);
  };
  const reader: Reader = { read: new Map(), tell: () => waiting.add(run) };
  batch(run);
  return () => {
    forget(reader);
    waiting.delete(run);
  };
}

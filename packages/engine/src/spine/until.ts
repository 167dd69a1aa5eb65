/** What comes of it, unless a signal ends the waiting; what comes later is handed to `late`. */
export async function within<T>(signal: AbortSignal, waiting: Promise<T>, late: (came: T) => void): Promise<T> {
  const [ended, forget] = endOf(signal);
  try {
    return await Promise.race([waiting, ended]);
  } catch (error) {
    if (signal.aborted) waiting.then(late).catch(() => {});
    throw error;
  } finally {
    forget();
  }
}

/** Bytes as they come, for as long as they may take. */
export async function* until(signal: AbortSignal, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reading = bytes[Symbol.asyncIterator]();
  const [ended, forget] = endOf(signal);
  try {
    for (;;) {
      const next = await Promise.race([reading.next(), ended]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    forget();
    void reading.return?.()?.catch(() => {});
  }
}

/** Lets go of bytes that nobody reads. */
export function close(bytes: AsyncIterable<Uint8Array>): void {
  void bytes[Symbol.asyncIterator]()
    .return?.()
    ?.catch(() => {});
}

/** Rejects when the signal says so; and how to wait for it no more. */
function endOf(signal: AbortSignal): [ended: Promise<never>, forget: () => void] {
  let end = () => {};
  const ended = new Promise<never>((_, reject) => {
    end = () => void reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
  ended.catch(() => {});
  return [ended, () => void signal.removeEventListener("abort", end)];
}

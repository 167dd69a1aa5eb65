/** A span as this node knows it. */
export interface Known {
  seq: number;
  from: number;
  /** In order. */
  hashes: Uint32Array;
  /** Whether it is in the store. */
  stored: boolean;
}

/** Spans that are remembered, so that most need not be read to go on with them, and hashes in all of them: a long message has thousands. */
const REMEMBERED = { spans: 2_000, hashes: 4_000_000 };

/** The spans that were written last. */
export function createMemory(most = REMEMBERED) {
  const known = new Map<string, Known>();
  let remembered = 0;

  function forget(id: string): void {
    remembered -= known.get(id)?.hashes.length ?? 0;
    known.delete(id);
  }

  return {
    get: (id: string): Known | undefined => known.get(id),
    forget,
    remember(id: string, span: Known): void {
      forget(id);
      known.set(id, span);
      remembered += span.hashes.length;
      for (const oldest of known.keys()) {
        if (known.size <= most.spans && remembered <= most.hashes) return;
        forget(oldest);
      }
    },
    /** Those of a conversation. */
    forgetAll(conversationId: string): void {
      for (const id of known.keys()) if (id.startsWith(`${conversationId}:`)) forget(id);
    },
  };
}

const MB = 1024 * 1024;

/**
 * How much is read of what people bring. Files reach the engine in base64 in a request of 9 MB, so together they have at
 * most 6.7 MB. YAML takes the longest to read: about a second for each MB, in a thread of its own.
 */
export const LIMITS = {
  /** Bytes of a file. */
  file: 6 * MB,
  /** Bytes of YAML: its reader needs a hundred times as much memory. */
  yaml: 4 * MB,
  /** Bytes and files that an archive may have unpacked. */
  unpacked: 40 * MB,
  packedFiles: 2000,
  /** Rows of a table. */
  rows: 50_000,
  /** Lists within lists; what people write has ten. */
  depth: 64,
  /** Milliseconds and MB of memory for all files of an import. */
  time: 45_000,
  memory: 1024,
};

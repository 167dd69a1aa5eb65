import type { FileProblem } from "@parley/protocol";

/** A file that comes from a platform. */
export interface ArrivingFile {
  /** The same however often it comes. */
  id: string;
  conversationId: string;
  inboxId: string;
  name: string;
}

/** What a platform gives of a file: how it calls it, and its bytes. */
export interface Fetched {
  name?: string;
  bytes: AsyncIterable<Uint8Array>;
}

/** What became of it: it can be said, or is refused for what it is. */
export type Arrived = { is: "ready"; name: string } | { is: "refused"; problem: FileProblem };

/** Where a file can be fetched for a while by whoever knows it; a small picture of it, where there is one. */
export interface FileLink {
  whole: string;
  preview?: string;
}

/** Files as channels need them. */
export interface ChannelFiles {
  /**
   * Takes a file in by the path of uploads; it is fetched only where it is not there and may come. Resolves to nothing where the platform does not
   * have it any more. Rejects where that has to be tried again, above all with `tooMany`.
   */
  arrive(file: ArrivingFile, fetch: () => Promise<Fetched | undefined>): Promise<Arrived | undefined>;
  /** The bytes of a file that was sent, from its beginning. */
  read(file: { conversationId: string; id: string }): AsyncIterable<Uint8Array>;
  /** Addresses of a file that was sent, for platforms that fetch what they show. Not there where the engine was not told its own address. */
  link?(file: {
    conversationId: string;
    inboxId: string;
    id: string;
    name: string;
    preview: boolean;
  }): Promise<FileLink>;
  /** Why a file is refused, in the words of a language. */
  problemIn(problem: FileProblem, language: string): string;
}

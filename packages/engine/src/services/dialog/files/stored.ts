import type { FileProblem, FileType } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";
import type { OwnKey } from "../../own-key.ts";

/** Bytes of an upload that came in one go, and the last name of their blob's key. */
export interface UploadPart {
  bytes: number;
  key: string;
}

/** Whose a file is: the visitor's of the conversation, or a member's. */
export type Uploader = { kind: "visitor" } | { kind: "agent"; id: string };

/** A file as it is known. Its bytes are blobs, under its conversation and its id. */
export interface StoredFile extends Doc, Omit<Partial<FileType>, "bytes" | "name"> {
  conversationId: string;
  by: Uploader;
  /** `gone`: only its bytes are left to be removed. */
  state: "uploading" | "ready" | "refused" | "gone";
  /** As it was called by who sent it, until it is ready: then a name that is safe. */
  name: string;
  /** Bytes that it was announced with, and those of them that came. */
  length: number;
  received: number;
  parts: UploadPart[];
  /** What is kept of it: of a picture that was made anew these are others than came. */
  bytes?: number;
  at: number;
  /** Why it is refused. */
  problem?: FileProblem;
  /** In no message: it is removed after a day. */
  unsent?: true;
  /** The message that it was sent in. */
  messageId?: string;
}

export const FILES = defineCollection<StoredFile>("files", {
  owner: "dialog",
  indexes: [{ on: ["conversationId"] }, { on: ["unsent", "at"] }],
  whose: { conversation: "conversationId" },
  personal: "all",
});

/** What tickets are signed with, the same for all nodes. */
export const FILE_KEYS = defineCollection<OwnKey>("fileKeys", { owner: "dialog" });

import type { Upload } from "@parley/client/files";
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { FilesHost, OpenedFiles } from "./uploading.ts";

/** The files of a chat before anybody has sent one. */
export interface LateFiles {
  readonly uploads: ReadonlySignal<readonly Upload[]>;
  /** All that they take: rejects where it cannot be loaded. */
  files: () => Promise<OpenedFiles>;
  /** Does something with those that are on their way, if there are any, or if what they take is loaded. */
  ifAny: (use: (files: OpenedFiles) => void) => void;
}

/** Loads what files take when it is wanted. */
export function lateFiles(given: Omit<FilesHost, "uploads">): LateFiles {
  const uploads = signal<readonly Upload[]>([]);
  const host = { ...given, uploads };
  let used = false;
  const files = () => {
    used = true;
    return import("./uploading.ts").then(({ filesOf }) => filesOf(host));
  };
  return {
    uploads,
    files,
    ifAny(use) {
      if (used || host.session.get().files) files().then(use, () => {});
    },
  };
}

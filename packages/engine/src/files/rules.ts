import { FILE_BYTES, FILE_KINDS, type FileLimits, FilesSettings, type Inbox, readStored } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import { briefly } from "../spine/briefly.ts";

/** What inboxes say of files, as they were a second ago at most. */
export function createRules(dialog: Pick<Dialog, "inboxes">) {
  const inboxes = briefly(() => dialog.inboxes({}));
  return {
    /** `reads`: for who may read only. */
    async limitsOf(inboxId: string, reads?: boolean): Promise<FileLimits> {
      const inbox = (await inboxes()).find(({ id }) => id === inboxId);
      return inbox && !reads ? limitsIn(inbox) : { bytes: 0, kinds: [] };
    },
  };
}
export type FileRules = ReturnType<typeof createRules>;

function limitsIn({ settings }: Inbox): FileLimits {
  const { bytes = FILE_BYTES.usual, kinds = [...FILE_KINDS] } = readStored(FilesSettings, settings["files"]) ?? {};
  return { bytes: kinds.length === 0 ? 0 : bytes, kinds };
}

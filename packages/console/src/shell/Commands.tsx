import { useDesk } from "../desk/use-desk.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { late } from "../ui/late.tsx";
import { sectionsFor } from "./sections.ts";
import { shellWords } from "./words.ts";

/** Fetched when it is first opened. */
const Palette = late(async () => (await import("../palette/Palette.tsx")).Palette);

/** The list of all that can be done here and now. */
export function Commands({ onClose }: { onClose: () => void }) {
  const pages = sectionsFor(useDesk().me.role).map(({ name, title }) => ({ name, title: title() }));
  return (
    <Dialog title={shellWords().commands} onClose={onClose}>
      <Palette pages={pages} onClose={onClose} />
    </Dialog>
  );
}

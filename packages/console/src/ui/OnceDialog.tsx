import { CopyLine } from "./CopyLine.tsx";
import { Dialog } from "./Dialog.tsx";

/** Shows a secret, once, to be copied. */
export function OnceDialog(props: { title: string; text: string; secret: string; onClose: () => void }) {
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <p class="dialog-text">{props.text}</p>
      <CopyLine label={props.title} text={props.secret} />
    </Dialog>
  );
}

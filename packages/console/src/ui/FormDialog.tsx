import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { Form, type FormProps } from "./Form.tsx";
import { uiWords } from "./words.ts";

interface FormDialogProps extends Pick<FormProps, "onSubmit" | "children"> {
  title: string;
  /** What the button is called that sends it. */
  action: string;
  onClose: () => void;
  disabled?: boolean;
}

/** A form in a window, to be sent or given up. */
export function FormDialog({ title, action, onSubmit, onClose, disabled, children }: FormDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSubmit={onSubmit}>
        {children}
        <footer>
          <Button onClick={onClose}>{uiWords().cancel}</Button>
          <Button type="submit" tone="primary" disabled={disabled}>
            {action}
          </Button>
        </footer>
      </Form>
    </Dialog>
  );
}

/** Why it was not taken, if it was not. */
export function Problem({ children }: { children: string | undefined }) {
  return children ? (
    <p class="error" role="alert">
      {children}
    </p>
  ) : null;
}

import { ChatError } from "@parley/protocol";
import { useState } from "preact/hooks";
import { Field } from "./Field.tsx";
import { FormDialog } from "./FormDialog.tsx";
import { explain, uiWords } from "./words.ts";

export interface ProofDialogProps {
  title: string;
  action: string;
  /** What follows from it. */
  text?: string | undefined;
  /** Does it, with the password; what it throws is shown. */
  onProven: (current: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for one's own password before something that could give an account away. */
export function ProofDialog({ title, action, text, onProven, onClose }: ProofDialogProps) {
  const [current, setCurrent] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    try {
      await onProven(current);
      onClose();
    } catch (error) {
      setProblem(explainProof(error));
      setBusy(false);
    }
  };
  return (
    <FormDialog title={title} action={action} onSubmit={submit} onClose={onClose} disabled={busy}>
      {text && <p class="dialog-text">{text}</p>}
      <OwnPassword value={current} onInput={setCurrent} error={problem} />
    </FormDialog>
  );
}

interface OwnPasswordProps {
  value: string;
  onInput: (value: string) => void;
  error?: string | undefined;
}

/** One's own password. */
export function OwnPassword(props: OwnPasswordProps) {
  const words = uiWords();
  return (
    <Field
      label={words.ownPassword}
      type="password"
      autocomplete="current-password"
      required
      maxLength={200}
      {...props}
    />
  );
}

/** Why a password was not taken, or what else went wrong. */
export function explainProof(error: unknown): string {
  const { details } = ChatError.from(error);
  const { fields = {} } = (details ?? {}) as { fields?: Record<string, unknown> };
  return "current" in fields ? uiWords().wrongOwnPassword : explain(error);
}

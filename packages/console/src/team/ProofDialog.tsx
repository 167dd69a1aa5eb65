import { ChatError } from "@parley/protocol";
import { useState } from "preact/hooks";
import { Field } from "../ui/Field.tsx";
import { explain } from "../ui/words.ts";
import { teamWords } from "./words.ts";
import { FormDialog } from "../ui/FormDialog.tsx";

export interface ProofDialogProps {
  title: string;
  action: string;
  /** Does it, with the password; what it throws is shown. */
  onProven: (current: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for one's own password before something that could give an account away. */
export function ProofDialog({ title, action, onProven, onClose }: ProofDialogProps) {
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
      <OwnPassword value={current} onInput={setCurrent} error={problem} />
    </FormDialog>
  );
}

interface OwnPasswordProps {
  value: string;
  onInput: (value: string) => void;
  error?: string | undefined;
}

/** One's own password, and why it is asked for. */
export function OwnPassword(props: OwnPasswordProps) {
  const words = teamWords();
  return (
    <Field
      label={words.ownPassword}
      hint={words.ownPasswordHint}
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
  return "current" in fields ? teamWords().wrongOwnPassword : explain(error);
}

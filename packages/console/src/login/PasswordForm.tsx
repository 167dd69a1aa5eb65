import { useState } from "preact/hooks";
import { changePassword } from "../desk/session.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { toast } from "../ui/toast.ts";
import { explainPassword, NewPassword } from "./NewPassword.tsx";
import { loginWords } from "./words.ts";
import { Form } from "../ui/Form.tsx";

/** Asks for the current password and another one. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const words = loginWords();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    try {
      await changePassword({ current, password });
      toast(words.passwordChanged);
      onDone();
    } catch (error) {
      setProblem(explainPassword(error, words.wrongCurrent));
      setBusy(false);
    }
  };
  return (
    <Form onSubmit={submit}>
      <Field
        label={words.currentPassword}
        type="password"
        autocomplete="current-password"
        required
        value={current}
        onInput={setCurrent}
        error={problem}
      />
      <NewPassword label={words.newPassword} value={password} onInput={setPassword} />
      <Button type="submit" tone="primary" disabled={busy}>
        {words.changePassword}
      </Button>
    </Form>
  );
}

import { ChatError } from "@parley/protocol";
import { useState } from "preact/hooks";
import { changePassword, SHORTEST_PASSWORD } from "../session.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { explain } from "../ui/words.ts";
import { loginWords } from "./words.ts";

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
      onDone();
    } catch (error) {
      // The form itself asks for a new one that is long enough.
      setProblem(ChatError.from(error).code === "invalid" ? words.wrongCurrent : explain(error));
      setBusy(false);
    }
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        label={words.currentPassword}
        type="password"
        autocomplete="current-password"
        required
        value={current}
        onInput={setCurrent}
        error={problem}
      />
      <Field
        label={words.newPassword}
        type="password"
        autocomplete="new-password"
        required
        minLength={SHORTEST_PASSWORD}
        maxLength={200}
        hint={words.hint}
        value={password}
        onInput={setPassword}
      />
      <Button type="submit" tone="primary" disabled={busy}>
        {words.changePassword}
      </Button>
    </form>
  );
}

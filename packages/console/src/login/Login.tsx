import { ChatError } from "@parley/protocol";
import { useState } from "preact/hooks";
import { signIn } from "../desk/session.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { explain } from "../ui/words.ts";
import { Door } from "./Door.tsx";
import { loginWords } from "./words.ts";
import { Form } from "../ui/Form.tsx";

/** Asks for e-mail and password. */
export function Login({ unreachable, unfinished }: { unreachable: boolean; unfinished: boolean }) {
  const words = loginWords();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState(unreachable ? words.unreachable : undefined);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    try {
      await signIn({ email, password });
    } catch (error) {
      const unknown = ChatError.from(error).code === "unauthorized";
      setProblem(unknown ? words.wrong : explain(error));
      setBusy(false);
    }
  };
  return (
    <Door title={words.welcome}>
      {unfinished && (
        <p class="banner warn" role="alert">
          {words.unfinished}
        </p>
      )}
      <Form onSubmit={submit}>
        <Field label={words.email} type="email" autocomplete="email" required value={email} onInput={setEmail} />
        <Field
          label={words.password}
          type="password"
          autocomplete="current-password"
          required
          value={password}
          onInput={setPassword}
          error={problem}
        />
        <Button type="submit" tone="primary" disabled={busy}>
          {words.signIn}
        </Button>
      </Form>
    </Door>
  );
}

import type { SetupOffer } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change } from "../api.ts";
import { go, href } from "../route.ts";
import { setUp } from "../desk/session.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { useLoader } from "../live/load.ts";
import { Loading } from "../ui/parts.tsx";
import { Door } from "./Door.tsx";
import { explainPassword, NewPassword } from "./NewPassword.tsx";
import { loginWords } from "./words.ts";
import { Form } from "../ui/Form.tsx";

/** What a one-time link leads to: the owner's account, or an invited member's password. */
export function Setup({ token }: { token: string }) {
  const words = loginWords();
  const offer = useLoader(() => change<SetupOffer>("POST", "setup/offer", { token }), token).state.value;
  if (offer.status === "loading") return <Door title="Parley" children={<Loading lines={3} />} />;
  if (offer.status === "failed") {
    return (
      <Door title={words.badLink} text={words.badLinkText}>
        <a class="button plain" href={href("inbox")}>
          {words.toSignIn}
        </a>
      </Door>
    );
  }
  const owner = offer.value.kind === "owner";
  return (
    <Door title={owner ? words.owner : words.member} text={owner ? words.ownerText : words.memberText}>
      <SetupForm token={token} offer={offer.value} />
    </Door>
  );
}

function SetupForm({ token, offer }: { token: string; offer: SetupOffer }) {
  const words = loginWords();
  const owner = offer.kind === "owner";
  const [name, setName] = useState("");
  const [email, setEmail] = useState(offer.email ?? "");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (password !== again) return setProblem(words.different);
    setBusy(true);
    try {
      await setUp({ token, password, ...(owner && { name, email }) });
      go(owner ? "guide" : "inbox");
    } catch (error) {
      setProblem(explainPassword(error));
      setBusy(false);
    }
  };
  return (
    <Form onSubmit={submit}>
      {owner && <Field label={words.name} autocomplete="name" required maxLength={80} value={name} onInput={setName} />}
      <Field
        label={words.email}
        type="email"
        autocomplete="email"
        required
        disabled={!owner}
        value={email}
        onInput={setEmail}
      />
      <NewPassword label={words.password} value={password} onInput={setPassword} />
      <Field
        label={words.again}
        type="password"
        autocomplete="new-password"
        required
        value={again}
        onInput={setAgain}
        error={problem}
      />
      <Button type="submit" tone="primary" disabled={busy}>
        {words.create}
      </Button>
    </Form>
  );
}

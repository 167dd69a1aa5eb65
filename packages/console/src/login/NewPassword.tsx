import { Field } from "../ui/Field.tsx";
import { loginWords } from "./words.ts";

interface NewPasswordProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
}

/** Asks for a password that one chooses; the engine asks for as many characters. */
export function NewPassword(props: NewPasswordProps) {
  const { hint } = loginWords();
  return (
    <Field type="password" autocomplete="new-password" required minLength={10} maxLength={200} hint={hint} {...props} />
  );
}

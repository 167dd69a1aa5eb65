import { Field } from "../ui/Field.tsx";
import { ChatError } from "@parley/protocol";
import { explain } from "../ui/words.ts";
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

/** Why a password was not taken; `current` says so of the one that was to be replaced. */
export function explainPassword(error: unknown, current?: string): string {
  const { fields = {} } = (ChatError.from(error).details ?? {}) as { fields?: Record<string, unknown> };
  if ("password" in fields) return loginWords().easy;
  return current !== undefined && "current" in fields ? current : explain(error);
}

import type { Asked, RefusedField } from "@parley/protocol";
import type { FieldTexts } from "../texts/asking.ts";

const MOST = 200;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;
/** Five digits at least, and what people write between them. */
const PHONE = /^(?=(\D*\d){5})[\d\s+()./#*-]+$/;

/** What is wrong with an answer, in words; nothing if it may be sent. */
export function problemOf({ kind, required }: Asked, answer: string, texts: FieldTexts): string {
  const words = answer.trim();
  if (words === "") return required ? texts.missing : "";
  if (words.length > MOST) return texts.long;
  if (kind === "email") return EMAIL.test(words) ? "" : texts.noEmail;
  return kind === "phone" && !PHONE.test(words) ? texts.noPhone : "";
}

/** Why the engine has not taken an answer. */
export function wordsFor(code: RefusedField["code"], texts: FieldTexts): string {
  return code === "email" ? texts.noEmail : texts.refused;
}

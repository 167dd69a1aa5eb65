import type { Mention } from "@parley/protocol";
import { inboxWords } from "./words.ts";

/** What one is called for, in words. */
export function calledFor({ about, text }: Pick<Mention, "about" | "text">): string {
  const { called, promises } = inboxWords();
  if (!about) return text;
  return `${called[about]} ${about === "near" || about === "missed" ? promises[text as keyof typeof promises] : text}`;
}

import type { VisitorContent } from "@parley/protocol";
import { type Speaking, wordsFor } from "./words.ts";

type Left = Extract<VisitorContent, { type: "left" }>;

/**
 * Thanks for a message that was left, with where its writer will be reached. Nothing has looked through its fields, and what the bot says is
 * Markdown (SPEC C4): it says of them only what has the form of an address or a number.
 */
export function thanksFor({ fields = [] }: Left, speaking: Speaking): string {
  const reach = fields.flatMap(({ field, value }) => (REACHES[field]?.test(value.trim()) ? [value.trim()] : []));
  return wordsFor(speaking).left(reach.join(speaking.locale === "en" ? " or " : "、"));
}

const REACHES: Readonly<Record<string, RegExp>> = {
  // One that begins like the address of a page would be shown as one.
  email: /^(?!www\.)[\p{L}\p{N}._+-]+@[\p{L}\p{N}.-]+\.[\p{L}\p{N}-]{2,}$/iu,
  phone: /^(?=(?:\D*\d){5})[\d ()+./-]{5,40}$/,
};

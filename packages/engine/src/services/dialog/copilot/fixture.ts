import type { Nlu } from "../../nlu/contract.ts";
import { neighbour } from "../fixture.ts";

/** A neighbour whose words are what it finds by, and that knows one answer and one reply. */
export function knowing(more: Partial<Nlu> = {}): Nlu {
  const gist = (text: string) => ({ language: "en" as const, terms: text.toLowerCase().match(/[a-z]+/g) ?? [] });
  const candidates = (text: string) =>
    text.includes("refund")
      ? [
          { kind: "answer" as const, id: "refund", title: "Refund", text: "5 days.", score: 0.9 },
          { kind: "canned" as const, id: "sorry", title: "/sorry", text: "I am sorry.", score: 0.4 },
        ]
      : [];
  return {
    ...neighbour(),
    gist: async ({ text }) => gist(text),
    suggest: async ({ text, before = "" }) => ({
      ...gist(text),
      known: { ...(/\d{5}/.test(before) && { order_id: "12345" }), ...(before.includes("@") && { email: before }) },
      candidates: candidates(text),
    }),
    ...more,
  };
}

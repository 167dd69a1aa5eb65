import type { ChatMessage } from "../../client/messages.ts";

/** A question as who is asked reads it. */
export interface SurveyField {
  id: string;
  kind: "score" | "nps" | "ces" | "choice" | "text";
  text: string;
  options: readonly { value: string; label: string }[];
}
export interface Asked {
  questions: readonly SurveyField[];
  answered: boolean;
}

/** Milliseconds until the link is shown instead. */
const LONGEST = 20_000;

/** Where the questions are that a message asks, and what is said beside that. */
export function linkIn({ id, author, text }: ChatMessage): { link: string; words: string } | undefined {
  const [, words = "", link = ""] =
    (author.kind === "bot" && id.startsWith("survey:") && /^([^]*)\n(https?:\S+\/s\/pq_[\w-]{43})$/.exec(text)) || [];
  return link ? { link, words } : undefined;
}

/** Asks the engine what is asked, or sends what was answered. Throws where that is not possible. */
export async function reach(link: string, answers?: Readonly<Record<string, string>>): Promise<Asked> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), LONGEST);
  try {
    const body = answers && new URLSearchParams(answers);
    const request = { credentials: "omit" as const, cache: "no-store" as const, ...(body && { method: "POST", body }) };
    const response = await fetch(`${link}?as=json`, { signal: over.signal, ...request });
    if (!response.ok) throw new Error(response.statusText);
    return (await response.json()) as Asked;
  } finally {
    clearTimeout(timer);
  }
}

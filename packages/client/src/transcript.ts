import type { Author, ConversationEvent } from "@parley/protocol";
import { readMarkdown, textOf } from "@parley/protocol/markdown";

export interface TranscriptWords {
  /** A BCP 47 tag, for dates and times. */
  language: string;
  /** How who said something is called. */
  nameOf: (author: Author) => string;
}

/** What was said, as a text for people: who, when, and the words, without marks. What is internal is left out, for whomever it is made. */
export function transcriptOf(events: readonly ConversationEvent[], { language, nameOf }: TranscriptWords): string {
  const time = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const said = events.flatMap((event) => {
    if (event.type !== "message") return [];
    const { author, content, at } = event;
    const quote = "quote" in content && content.quote ? `> ${content.quote.text}\n` : "";
    // What visitors write has no marks (SPEC C3), nor has what the engine has put into words.
    const isMarkdown = author.kind !== "visitor" && content.type === "text";
    const words = isMarkdown ? textOf(readMarkdown(content.text)) : content.text;
    return [`${nameOf(author)} · ${time.format(at)}\n${quote}${words}\n`];
  });
  return said.join("\n");
}

/** Gives a text to whoever looks at the page, as a file. */
export function saveText(text: string, name: string): void {
  // Programs that know only an old encoding are told by the mark in front.
  const href = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: "text/plain;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

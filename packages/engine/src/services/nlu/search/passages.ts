import { terms } from "./terms.ts";

/** A part of an article that can stand alone, and what it is searched by. */
export interface Passage {
  text: string;
  terms: ReadonlySet<string>;
}

/** Longer passages are cut to the sentences that answer. */
const LONGEST = 320;
const SENTENCE = /[^。！？!?.\n]+(?:[。！？!?]+|\.(?=\s|$)|\.(?!\s)|\n|$)["”’）)*]*\s*/g;

/** Splits an article's Markdown into its paragraphs, and long paragraphs into runs of sentences; headings stay with what follows. */
export function passagesOf(body: string): Passage[] {
  const blocks: string[] = [];
  let heading = "";
  for (const paragraph of body.split(/\n\s*\n/)) {
    const text = paragraph.trim();
    if (!text) continue;
    if (/^#{1,6}\s/.test(text) && !text.includes("\n")) {
      heading = `${text}\n`;
      continue;
    }
    blocks.push(...runs(heading + text));
    heading = "";
  }
  return blocks.map((text) => ({ text, terms: new Set(terms(text)) }));
}

function runs(paragraph: string): string[] {
  if (paragraph.length <= LONGEST) return [paragraph];
  const found: string[] = [];
  let run = "";
  for (const [sentence] of paragraph.matchAll(SENTENCE)) {
    if (run && run.length + sentence.length > LONGEST) {
      found.push(run.trim());
      run = "";
    }
    run += sentence;
  }
  if (run.trim()) found.push(run.trim());
  return found;
}

/** The passage that shares the most telling terms with the query; nothing if none shares any. */
export function bestPassage(
  passages: readonly Passage[],
  query: readonly string[],
  worth: (term: string) => number,
): string | undefined {
  const wanted = new Set(query);
  let best: { text: string; score: number } | undefined;
  for (const { text, terms } of passages) {
    let score = 0;
    for (const term of wanted) if (terms.has(term)) score += worth(term);
    score /= 1 + Math.log(1 + terms.size / 40);
    if (score > (best?.score ?? 0)) best = { text, score };
  }
  return best?.text;
}

import { type Collector, localeOf } from "../reading.ts";
import { shortened } from "../table/questions.ts";
import { frontMatter, type FrontMatter } from "./front-matter.ts";
import { type Section, sectionsOf } from "./sections.ts";

/** What is known of a page besides its text. */
export interface PageFacts {
  file: string;
  title?: string;
  language?: string;
}

interface Pair {
  question: string;
  answer: string;
  line: number;
}

const ASKS =
  /[?？]\s*$|^(?:q|question|问|問|问题)\s*\d*\s*[:：.、]|^(?:how|what|where|when|why|who|which|can|could|do|does|is|are|will|may|should)\b|怎么|怎样|怎麼|如何|什么|什麼|哪里|哪裡|多久|多少|为什么|為什麼|能否|能不能|是否|[吗嗎]$/i;
const FAQ = /\bfaqs?\b|frequently asked|q\s*&\s*a|常见问题|常見問題|问答|問答/i;
const NUMBERED = /^(?:(?:q|question|问|問|问题|問題)\s*\d*\s*[:：.、]|\d{1,3}\s*[.、)）])\s*/i;

/** Reads a page in Markdown: questions and answers if most of its headings ask or it calls itself an FAQ, else an article. */
export function readMarkdown(text: string, collect: Collector, facts: PageFacts): void {
  const head = frontMatter(text);
  const { top, sections } = sectionsOf(head.body, head.offset);
  const title = titleOf(facts, head, sections);
  const language = facts.language || head.say("lang", "language", "locale");
  const below = sections.filter(({ heading }, at) => at > 0 || heading !== title);

  const lines = pairsOf(head.body, head.offset);
  const pairs = lines.length > 0 ? lines : askedIn(below, `${title} ${facts.file}`);
  if (pairs.length > 0) return readPairs(pairs, collect, { ...facts, language });

  const [first] = sections;
  const own = first && first.heading === title ? first.body : "";
  const body =
    own || below.length < sections.length
      ? [top, own, ...below.map(written)].filter(Boolean).join("\n\n")
      : head.body.trim();
  if (body === "") return collect.problem({ code: "noEntries", file: facts.file });
  const name = head.say("id", "slug") || nameOf(facts.file, title);
  const article = collect.article(name, { file: facts.file, line: 1 });
  const locale = localeOf(body, language);
  collect.articleTitle(article, title.slice(0, 200), locale);
  collect.body(article, body, locale);
}

function titleOf({ title, file }: PageFacts, head: FrontMatter, [first]: readonly Section[]): string {
  return title || head.say("title") || first?.heading || baseName(file);
}

/** Headings that ask, with what stands below as the answer, if that is what the page is. */
function askedIn(sections: readonly Section[], about: string): Pair[] {
  const questions = sections.filter(({ body }) => body !== "");
  const asking = questions.filter(({ heading }) => ASKS.test(heading));
  const most = asking.length >= 2 && asking.length > questions.length / 2;
  if (!most && !FAQ.test(about)) return [];
  return questions.map(({ heading, body, line }) => ({ question: heading, answer: body, line }));
}

function readPairs(pairs: readonly Pair[], collect: Collector, { file, language = "" }: PageFacts): void {
  for (const { question, answer, line } of pairs) {
    const asked = question.replace(NUMBERED, "").trim();
    if (!asked) continue;
    const where = { file, line };
    const intent = collect.intent(asked, where, { unnamed: true });
    collect.example(intent, asked, where);
    if (!intent.titleMade) collect.title(intent, shortened(asked), { where });
    intent.titleMade = true;
    collect.answer(intent, answer, { language, where });
  }
}

const written = ({ heading, level, body }: Section): string =>
  `${"#".repeat(Math.max(2, level))} ${heading}\n\n${body}`.trim();

/** Lines that begin with Q: and A:, or 问： and 答：. */
function pairsOf(text: string, offset: number): Pair[] {
  const pairs: Pair[] = [];
  text.split("\n").forEach((line, place) => {
    const bare = line.replace(/^[\s>#*_-]*|\*\*/g, "");
    const [, question] = /^(?:q|question|问|問|问题|問題)\s*\d*\s*[:：]\s*(.+)$/i.exec(bare) ?? [];
    const [, said = line] = /^(?:a|answer|答|答案|回答)\s*\d*\s*[:：]\s*(.*)$/i.exec(bare) ?? [];
    const last = pairs.at(-1);
    if (question) pairs.push({ question, answer: "", line: place + 1 + offset });
    else if (last) last.answer += `\n${said}`;
  });
  return pairs.map((pair) => ({ ...pair, answer: pair.answer.trim() })).filter(({ answer }) => answer !== "");
}

/** What a page is called: its file, so that it is the same page in both languages and after a change of its title. */
function nameOf(file: string, title: string): string {
  const base = baseName(file);
  return /^(?:index|readme|untitled|page|-|)$/i.test(base) ? title : base;
}

const baseName = (file: string): string =>
  (file.split(/[\\/]/).at(-1) ?? "").replace(/\.[a-z]+$/i, "").replace(/[._-](?:en|zh)(?:[-_][a-z]{2,4})?$/i, "");

import { Folder, IMPORT_LIMITS, LanguageTag, type Locale, type Tone } from "@parley/protocol";
import * as v from "valibot";
import { languageOf } from "../../understand/language.ts";
import type { Place, Problem } from "./problem.ts";

/** Words by language tag, as far as a file has them. */
export type Words = Partial<Record<string, string>>;

interface Draft {
  /** As the file calls it; an id is made of it later. */
  name: string;
  where: Place;
  /** The file says all of this entry: what it does not name is not there. */
  whole: boolean;
  /** Those that it is for; not said where it is for all. */
  inboxes?: string[];
}

/** An intent as files have it. */
export interface IntentDraft extends Draft {
  /** The file has no name for it: `name` is its question. */
  unnamed: boolean;
  title: Words;
  /** A title made of a name or a question, which takes no better one's place. */
  titleMade: boolean;
  examples: string[];
  answer: Words;
  article?: string;
  action?: "escalate";
  tone?: Tone;
  choices?: string[];
}

export interface ArticleDraft extends Draft {
  title: Words;
  body: Words;
}

export interface ReplyDraft extends Draft {
  text: Words;
  /** Where it is kept. */
  folder?: string;
}

/** What was read of files: plain data, so that it can come from another thread. */
export interface Reading {
  files: { name: string; format: string; encoding?: string | undefined }[];
  intents: IntentDraft[];
  articles: ArticleDraft[];
  replies: ReplyDraft[];
  /** The first of them; `unlisted` counts the others. */
  problems: Problem[];
  unlisted: number;
}

/** Longest words of a field, as `packages/protocol/src/knowledge.ts` has them. */
const LONGEST = { title: 80, answer: 4000, articleTitle: 200, body: 40_000, text: 4000 };

/** The locale of a text or, where it has one, of a language tag such as `zh`, `en-US` or `中文`. */
export function localeOf(text: string, tag?: string): string {
  return (tag && tagOf(tag)) || (languageOf(text) === "zh" ? "zh-CN" : "en");
}

/** The locale that a language's tag or name stands for; nothing for languages that we do not have. */
export function localeOfTag(tag: string): Locale | undefined {
  if (/^\s*(?:en\b|en[-_]|eng\b|english|英)/i.test(tag)) return "en";
  return /^\s*(?:zh\b|zh[-_]|cn\b|chi\b|zho\b|chinese|mandarin|中|汉|漢|简|繁)/i.test(tag) ? "zh-CN" : undefined;
}

/** Written Chinese that is not Simplified is a language of its own here. */
const TRADITIONAL = /^zh[-_](?:hant|tw|hk|mo)\b/i;

/** The same for any language, by its tag: nothing for what is neither a name of ours nor a tag. */
export function tagOf(name: string): string | undefined {
  const tag = name.trim().replaceAll("_", "-");
  const ours = TRADITIONAL.test(tag) ? undefined : localeOfTag(name);
  if (ours || !/^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(tag)) return ours;
  const read = v.safeParse(LanguageTag, tag);
  return read.success ? read.output : undefined;
}

/** Finds or makes the entries of what is read, and notes what is wrong with them. */
function createDrafts(reading: Reading) {
  const known = {
    intents: new Map<string, IntentDraft>(),
    articles: new Map<string, ArticleDraft>(),
    replies: new Map<string, ReplyDraft>(),
  };
  function problem(found: Problem): void {
    const last = reading.problems.at(-1);
    const again =
      last?.code === found.code && last.file === found.file && last.line === found.line && last.name === found.name;
    if (again && found.line !== undefined) return;
    if (reading.problems.length < IMPORT_LIMITS.problems) reading.problems.push(found);
    else reading.unlisted += 1;
  }
  let full = false;

  function draft<D extends Draft>(kind: keyof typeof known, key: string, make: () => D): D {
    const drafts = known[kind] as unknown as Map<string, D>;
    const there = drafts.get(key);
    if (there) return there;
    const made = make();
    // A name that cannot be read stands for nothing: what is put into this draft is forgotten.
    if (key.includes("\uFFFD")) {
      problem({ code: "damagedText", ...made.where, name: made.name });
      return made;
    }
    const entries = reading.intents.length + reading.articles.length + reading.replies.length;
    if (entries >= IMPORT_LIMITS.entries) {
      if (!full) problem({ code: "tooManyEntries", ...made.where, detail: String(IMPORT_LIMITS.entries) });
      full = true;
      return made;
    }
    drafts.set(key, made);
    (reading[kind] as unknown as D[]).push(made);
    return made;
  }

  return { draft, problem };
}

/** Collects what is read. What is mentioned again, also in another file, is one entry. */
export function createReading() {
  const reading: Reading = { files: [], intents: [], articles: [], replies: [], problems: [], unlisted: 0 };
  const { draft, problem } = createDrafts(reading);

  function clean(text: string, about: Problem): string | undefined {
    const trimmed = text.replaceAll("\0", "").trim();
    if (!trimmed.includes("\uFFFD")) return trimmed;
    return void problem({ ...about, code: "damagedText" });
  }

  /** Puts words into a field, once; an empty text changes nothing. */
  function put(
    words: Words,
    field: keyof typeof LONGEST,
    said: { text: string; language?: string | undefined; about: Problem },
  ): void {
    const text = clean(said.text, said.about);
    if (!text) return;
    const locale = localeOf(text, said.language);
    if (text.length > LONGEST[field]) {
      problem({ ...said.about, code: "wordsTooLong", detail: String(LONGEST[field]) });
    } else if (words[locale] === undefined) words[locale] = text;
    else if (words[locale] !== text) problem({ ...said.about, code: "saidTwice" });
  }

  return {
    problem,
    /** The intent of that name. */
    intent(name: string, where: Place, { unnamed = false } = {}): IntentDraft {
      const own = { name, where, unnamed, whole: false };
      return draft("intents", `${unnamed}:${name}`, () => ({
        ...own,
        title: {},
        titleMade: false,
        examples: [],
        answer: {},
      }));
    },
    article: (name: string, where: Place): ArticleDraft =>
      draft("articles", name, () => ({ name, where, whole: false, title: {}, body: {} })),
    reply: (name: string, where: Place): ReplyDraft =>
      draft("replies", name, () => ({ name, where, whole: false, text: {} })),

    example(intent: IntentDraft, said: string, where: Place = intent.where): void {
      const about: Problem = { code: "noText", ...where, name: intent.name };
      const text = clean(said, about)?.replace(/\s*[\r\n\u2028\u2029]+\s*/g, " ");
      if (text === undefined) return;
      if (text === "") problem(about);
      else if (text.length > IMPORT_LIMITS.example)
        problem({ ...about, code: "exampleTooLong", detail: String(IMPORT_LIMITS.example) });
      else if (intent.examples.length < IMPORT_LIMITS.examples) intent.examples.push(text);
      else if (
        intent.examples.length === IMPORT_LIMITS.examples &&
        !reading.problems.some(({ code, name }) => code === "tooManyExamples" && name === intent.name)
      ) {
        problem({ ...about, code: "tooManyExamples", detail: String(IMPORT_LIMITS.examples) });
      }
    },
    title: (intent: IntentDraft, text: string, at: { language?: string | undefined; where?: Place } = {}): void =>
      put(intent.title, "title", { text, language: at.language, about: about(intent, at.where) }),
    answer: (intent: IntentDraft, text: string, at: { language?: string | undefined; where?: Place } = {}): void =>
      put(intent.answer, "answer", { text, language: at.language, about: about(intent, at.where) }),
    articleTitle: (article: ArticleDraft, text: string, language?: string): void =>
      put(article.title, "articleTitle", { text, language, about: about(article) }),
    body: (article: ArticleDraft, text: string, language?: string): void =>
      put(article.body, "body", { text, language, about: about(article) }),
    text: (reply: ReplyDraft, text: string, language?: string): void =>
      put(reply.text, "text", { text, language, about: about(reply) }),
    folder(reply: ReplyDraft, path: string | undefined): void {
      const read = v.safeParse(Folder, path);
      if (read.success && read.output) reply.folder = read.output;
      else if (path && !read.success)
        problem({ code: "wordsTooLong", ...reply.where, name: reply.name, detail: "120" });
    },
    done: (): Reading => reading,
  };
}

const about = ({ name, where }: Draft, place: Place = where): Problem => ({ code: "noText", ...place, name });

/** What readers of formats put what they read into. */
export type Collector = ReturnType<typeof createReading>;

/** Takes the inboxes that an entry names; what cannot be the id of one is left out, and said. */
export function takeInboxes(draft: Draft, named: readonly string[], { problem }: Pick<Collector, "problem">): void {
  const isId = (id: string) => /^[\w-]{1,64}$/.test(id);
  for (const wrong of named.filter((id) => !isId(id))) {
    problem({ code: "field", ...draft.where, name: draft.name, detail: `inboxes: ${wrong}` });
  }
  const inboxes = [...new Set(named.filter(isId))];
  if (inboxes.length > 0) draft.inboxes = inboxes;
}

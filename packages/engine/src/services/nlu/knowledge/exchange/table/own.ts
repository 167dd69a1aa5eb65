import { Tone } from "@parley/protocol";
import * as v from "valibot";
import { type Collector, tagOf, takeInboxes } from "../reading.ts";
import type { Place } from "../problem.ts";
import type { Record } from "./record.ts";

/**
 * Reads our own export. `kind` says what a row holds:
 * - `intent`: title and answer (`text`) in one `language`; `article`, `action`, `tone`, `choices` (separated by blanks) once.
 * - `example`: an utterance (`text`) of the intent `id`. Alone, without an `intent` row, it says nothing of the answer.
 * - `article`: title and body (`text`) in one `language`.
 * - `reply`: a canned reply's words (`text`) in one `language`; `id` is its shortcut, `folder` where it is kept.
 * All but examples may name the `inboxes` that they are for, separated by blanks.
 */
export function readOwnRows(records: readonly Record[], collect: Collector, place: (line: number) => Place): void {
  for (const record of records) {
    const where = place(record.line);
    const name = record.first("id", "intent");
    const kind = record.first("kind").toLowerCase();
    if (!name) collect.problem({ code: "noName", ...where });
    else if (!Object.hasOwn(KINDS, kind)) collect.problem({ code: "kind", ...where, name, detail: kind });
    else if (kind !== "example" && !tagOf(record.first("language"))) {
      collect.problem({ code: "language", ...where, name, detail: record.first("language") });
    } else KINDS[kind as keyof typeof KINDS](record, name, { collect, where });
  }
}

interface Into {
  collect: Collector;
  where: Place;
}

const KINDS = {
  example(record: Record, name: string, { collect, where }: Into): void {
    collect.example(collect.intent(name, where), record.first("text"), where);
  },
  intent(record: Record, name: string, { collect, where }: Into): void {
    const language = record.first("language");
    const intent = collect.intent(name, where);
    intent.whole = true;
    collect.title(intent, record.first("title"), { language, where });
    collect.answer(intent, record.first("text", "answer"), { language, where });
    const [article, action, choices] = [record.first("article"), record.first("action"), record.first("choices")];
    if (article) intent.article = article;
    if (choices) intent.choices = choices.split(/[\s,;]+/).filter(Boolean);
    if (action === "escalate") intent.action = action;
    else if (action) collect.problem({ code: "action", ...where, name, detail: action });
    const tone = record.first("tone");
    if (v.is(Tone, tone)) intent.tone = tone;
    else if (tone) collect.problem({ code: "tone", ...where, name, detail: tone });
    readInboxes(record, intent, collect);
  },
  article(record: Record, name: string, { collect, where }: Into): void {
    const article = collect.article(name, where);
    article.whole = true;
    collect.articleTitle(article, record.first("title"), record.first("language"));
    collect.body(article, record.first("text", "body"), record.first("language"));
    readInboxes(record, article, collect);
  },
  reply(record: Record, name: string, { collect, where }: Into): void {
    const reply = collect.reply(name, where);
    reply.whole = true;
    collect.text(reply, record.first("text"), record.first("language"));
    collect.folder(reply, record.first("category"));
    readInboxes(record, reply, collect);
  },
};

function readInboxes(record: Record, draft: Parameters<typeof takeInboxes>[0], collect: Collector): void {
  const inboxes = record
    .first("inboxes")
    .split(/[\s,;]+/)
    .filter(Boolean);
  takeInboxes(draft, inboxes, collect);
}

import type { Collector, IntentDraft } from "../reading.ts";
import type { Place } from "../problem.ts";
import { questionsIn, similarIn } from "./cells.ts";
import type { Record } from "./record.ts";

/**
 * Reads rows of questions, examples, answers and intents' names, whichever there are. A row without a name is the intent of its
 * question; one with nothing but similar questions or examples belongs to the row above it, as merged cells leave it.
 */
export function readQuestions(records: readonly Record[], collect: Collector, place: (line: number) => Place): void {
  let above: IntentDraft | undefined;
  const groups = new Map<string, IntentDraft>();
  const names = new Map<string, string>();

  for (const record of records) {
    const intent = intentOf(record);
    if (!intent) continue;
    above = intent;
    readRow(record, intent);
  }

  function intentOf(record: Record): IntentDraft | undefined {
    const where = place(record.line);
    const name = nameOf(record);
    if (name) return collect.intent(name, where);
    const group = record.first("number", "id");
    const there = groups.get(group);
    if (there) return there;
    const question = questionOf(record);
    const asked = question || examplesOf(record)[0];
    if (!asked) return void collect.problem({ code: "noName", ...where });
    const follows = !question && record.first("answer") === "";
    if (follows && above) return above;
    const made = collect.intent(asked, where, { unnamed: true });
    if (group) groups.set(group, made);
    return made;
  }

  /** Names in tables are typed by hand: the same in other capitals is the same intent. Ids that only count rows are no names. */
  function nameOf(record: Record): string {
    const answered = record.first("answer", "question") !== "";
    const id = record.first("id");
    const named = record.first("intent") || (/^\d*$/.test(id) ? "" : id);
    const name = named || (answered ? "" : record.first("category"));
    const key = name.toLowerCase();
    const known = names.get(key);
    if (known === undefined && name) names.set(key, name);
    return known ?? name;
  }

  function readRow(record: Record, intent: IntentDraft): void {
    const where = place(record.line);
    const language = record.first("language");
    const answers = record.all("answer");
    const examples = examplesOf(record);
    // A row with nothing in it but a name has lost its example.
    const said = examples.length === 0 && answers.length === 0 ? [""] : examples;
    for (const text of said) collect.example(intent, text, where);
    for (const title of record.all("title"))
      collect.title(intent, title.text, { language: title.language ?? language, where });
    titleFrom(intent, questionsOf(record));
    for (const answer of answers) collect.answer(intent, answer.text, { language: answer.language ?? language, where });
  }

  function titleFrom(intent: IntentDraft, questions: readonly { text: string; language: string | undefined }[]): void {
    if (intent.titleMade || Object.keys(intent.title).length > 0) return;
    const seen = new Set<string>();
    for (const { text, language } of questions) {
      if (seen.has(language ?? "")) continue;
      seen.add(language ?? "");
      collect.title(intent, shortened(text), { language });
      intent.titleMade = true;
    }
  }
}

const questionsOf = (record: Record): { text: string; language: string | undefined }[] =>
  record.all("question").flatMap((cell) => questionsIn(cell.text).map((text) => ({ text, language: cell.language })));

/** The question that a row is about; in a table without questions it is the title. */
const questionOf = (record: Record): string => questionsOf(record)[0]?.text ?? record.first("title");

/** What visitors may say, in the order of a row; a title only where there is nothing else. */
function examplesOf(record: Record): string[] {
  const examples = [
    ...questionsOf(record).map(({ text }) => text),
    ...record.all("example", "text").flatMap(({ text }) => questionsIn(text)),
    ...record.all("similar").flatMap(({ text }) => similarIn(text)),
  ];
  return examples.length > 0 ? examples : record.all("title").map(({ text }) => text);
}

/** A question as a title: what is too long for one is cut. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}

import type { Place } from "../problem.ts";
import type { Collector } from "../reading.ts";
import { unquoted } from "../../../../../text/formula.ts";
import { type Column, columnsOf, type Role } from "./columns.ts";
import { readArticles, readReplies } from "./articles.ts";
import { readOwnRows } from "./own.ts";
import { readQuestions } from "./questions.ts";
import type { Record } from "./record.ts";
import type { Row } from "./rows.ts";

/**
 * Reads a table, whatever it was written in: our own export, canned replies, articles, or questions and answers. Without names of
 * columns, two of them are a question and its answer, or an example and its intent.
 */
export function readTable(rows: readonly Row[], collect: Collector, file: string): void {
  const [header] = rows;
  if (!header) return collect.problem({ code: "empty", file });
  const named = columnsOf(header.cells);
  const place = (line: number) => ({ file, line });
  const read = readerFor(new Set(named.map(({ role }) => role)));
  if (read)
    return read(
      rows.slice(1).map((row) => recordOf(row, named)),
      collect,
      place,
    );

  const width = Math.max(...rows.map(({ cells }) => cells.findLastIndex((cell) => cell !== "") + 1));
  if (width !== 2 || named.length > 0) {
    const seen = header.cells.slice(0, 12).filter(Boolean).join(" | ").slice(0, 200);
    return collect.problem({ code: "columns", ...place(header.line), detail: seen });
  }
  const columns = nameless(rows);
  readQuestions(
    rows.map((row) => recordOf(row, columns)),
    collect,
    place,
  );
}

type Reader = (records: readonly Record[], collect: Collector, place: (line: number) => Place) => void;

/** What tables are, each by columns of which it has one of every group. */
const KINDS: readonly { has: readonly (readonly Role[])[]; read: Reader }[] = [
  { has: [["kind"], ["id", "intent"]], read: readOwnRows },
  { has: [["shortcut"], ["text", "body", "answer"]], read: readReplies },
  {
    has: [
      ["question", "example", "similar", "text"],
      ["answer", "intent", "category", "id"],
    ],
    read: readQuestions,
  },
  { has: [["title"], ["answer"]], read: readQuestions },
  { has: [["title"], ["body", "text"]], read: readArticles },
];

function readerFor(roles: ReadonlySet<Role>): Reader | undefined {
  return KINDS.find(({ has }) => has.every((group) => group.some((role) => roles.has(role))))?.read;
}

function recordOf({ cells, line }: Row, columns: readonly Column[]): Record {
  const all: Record["all"] = (...roles) =>
    columns.flatMap(({ role, language, place }) => {
      const text = unquoted(cells[place] ?? "");
      return roles.includes(role) && text !== "" ? [{ text, language }] : [];
    });
  return { line, all, first: (...roles) => all(...roles)[0]?.text ?? "" };
}

/** What two columns without names hold: labels are short, have no blanks, and come again and again. */
function nameless(rows: readonly Row[]): Column[] {
  const column = (place: number) => rows.map(({ cells }) => cells[place] ?? "");
  const labels = [0, 1].map((place) => {
    const values = column(place);
    return (
      values.every((value) => /^[\p{L}\p{N}_./:-]{1,64}$/u.test(value)) && new Set(values).size <= values.length * 0.7
    );
  });
  if (labels[1] && !labels[0])
    return [
      { role: "example", place: 0 },
      { role: "intent", place: 1 },
    ];
  if (labels[0] && !labels[1])
    return [
      { role: "intent", place: 0 },
      { role: "example", place: 1 },
    ];
  return [
    { role: "question", place: 0 },
    { role: "answer", place: 1 },
  ];
}

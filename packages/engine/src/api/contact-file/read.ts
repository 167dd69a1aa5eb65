import { ChatError, type ContactImportResult, type Locale } from "@parley/protocol";
import type { ImportedContact, Users } from "../../services/users/contract.ts";
import { decode, type Decoded, Undecodable } from "../../text/decode.ts";
import type { Column } from "./columns.ts";
import { linesOf } from "./lines.ts";
import { type ProblemCode, problemText } from "./problems.ts";

/** Lines of a file at most, those handed to the service at once, and those refused that are named. */
const MOST = 200_000;
const AT_ONCE = 500;
const NAMED = 200;

interface Asked {
  bytes: Uint8Array;
  dryRun: boolean;
  locale: Locale;
}

/** Brings a file of contacts in, or says what would become of it. `invalid` where it is no table of contacts. */
export async function importContacts(users: Pick<Users, "importContacts">, { bytes, dryRun, locale }: Asked) {
  const { text, encoding } = decoded(bytes);
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  const result: ContactImportResult = { applied: !dryRun, encoding, columns: [], ...counts, problems: [] };
  /** In which line somebody was named first. */
  const named = new Map<string, number>();
  let waiting: { line: number; contact: ImportedContact }[] = [];

  function refuse(line: number, code: ProblemCode, value?: string): void {
    result.refused += 1;
    if (result.problems.length < NAMED) result.problems.push({ line, code, text: problemText(code, locale, value) });
  }

  async function handOver(): Promise<void> {
    const lines = waiting;
    waiting = [];
    const outcomes = await users.importContacts({ lines: lines.map(({ contact }) => contact), dryRun });
    for (const [at, outcome] of outcomes.entries()) {
      if (outcome === "new" || outcome === "changed" || outcome === "unchanged") result[outcome] += 1;
      else refuse(lines[at]?.line ?? 0, outcome);
    }
  }

  const onColumns = (header: string[], columns: Column[]) => {
    result.columns = columns.map((column, at) => ({ name: header[at] ?? "", as: namedAs(column) }));
    const known = columns.filter(({ is }) => is === "field");
    if (known.length === 0)
      throw new ChatError("invalid", "The first line has to name columns, for example name and email.");
  };
  // To its end first: of a file that is broken somewhere nothing is taken.
  let count = 0;
  for await (const _ of linesOf(text, onColumns)) {
    if ((count += 1) > MOST) throw new ChatError("tooLarge", "A file can have at most 200,000 lines.");
  }
  for await (const one of linesOf(text, onColumns)) {
    const { line } = one;
    if ("problem" in one) refuse(line, one.problem, one.value);
    else {
      const keys = keysOf(one.contact);
      const before = keys.map((key) => named.get(key)).find((at) => at !== undefined);
      for (const key of keys) named.set(key, named.get(key) ?? line);
      if (before !== undefined) refuse(line, "twice", String(before));
      else waiting.push({ line, contact: one.contact });
    }
    if (waiting.length === AT_ONCE) await handOver();
  }
  if (waiting.length > 0) await handOver();
  result.problems.sort((one, other) => one.line - other.line);
  return result;
}

const namedAs = (column: Column): string => {
  if (column.is === "attribute") return `attributes.${column.name}`;
  return column.is === "field" ? column.field : "";
};

/** By what a line names somebody. */
function keysOf({ id, userId, email }: ImportedContact): string[] {
  const keys = { id, user: userId, email: email?.toLowerCase() };
  return Object.entries(keys).flatMap(([kind, value]) => (value ? [`${kind} ${value}`] : []));
}

function decoded(bytes: Uint8Array): Decoded {
  try {
    return decode(bytes);
  } catch (cause) {
    if (!(cause instanceof Undecodable)) throw cause;
    throw new ChatError("invalid", "This file is no text that can be read. Save it as CSV in UTF-8.");
  }
}

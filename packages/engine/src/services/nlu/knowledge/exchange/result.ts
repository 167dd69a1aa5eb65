import { type ImportChange, IMPORT_LIMITS, type ImportResult, type Locale } from "@parley/protocol";
import type { Plan } from "./plan.ts";
import type { Reading } from "./reading.ts";
import { told } from "./words.ts";

/** What goes and what changes is read first. */
const ORDER: readonly ImportChange["change"][] = ["removed", "changed", "new", "unchanged"];

/** What an import did or would do, as people are told. */
export function importResult(
  { changes, withoutAnswer, problems, problemCount, digest }: Plan,
  { files, applied, locale }: { files: Reading["files"]; applied: boolean; locale: Locale },
): ImportResult {
  const tally = (kind: ImportChange["kind"]) => {
    const count = { new: 0, changed: 0, unchanged: 0, removed: 0 };
    for (const change of changes) if (change.kind === kind) count[change.change] += 1;
    return count;
  };
  return {
    applied,
    files,
    intents: tally("intents"),
    articles: tally("articles"),
    cannedReplies: tally("cannedReplies"),
    withoutAnswer,
    changes: changes
      .toSorted((one, other) => ORDER.indexOf(one.change) - ORDER.indexOf(other.change))
      .slice(0, IMPORT_LIMITS.changes)
      .map((change) => ({
        ...change,
        title: change.title[locale] || change.title.en || change.title["zh-CN"] || change.id,
      })),
    problems: told(problems, locale),
    problemCount,
    digest,
  };
}

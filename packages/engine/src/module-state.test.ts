import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

/** What a module keeps, each with why that is nobody's. All else belongs to an engine. */
const NOBODYS: Record<string, string> = {
  "services/dialog/replies/fold.ts": "tables of the language",
  "services/dialog/search/fold.ts": "which characters are simplified ones of which",
  "services/nlu/model/serving/classifier.ts": "said once by a process",
  "services/nlu/model/serving/kernel.ts": "a program, compiled once",
  "services/nlu/model/text/sentences.ts": "a model that all share",
  "services/nlu/model/training/background.ts": "which commands this machine has",
  "services/nlu/model/training/layer.ts": "memory of a process that trains",
  "services/nlu/understand/spelling/syllables.ts": "tables of the language",
  "services/users/choice.ts": "tables of what passwords are often",
  "store/folder-lock.ts": "which folders the process has",
  "team-hours.ts": "the days of a zone, which follow from hours alone",
  "terminal.ts": "the terminal of the process",
  "text/normalise.ts": "tables of the language",
  "transport/write-together.ts": "connections that are written to at the end of this turn",
  "worker.ts": "programs of threads, put together once",
};

test("no module keeps anything that is one engine's", async () => {
  const sources = import.meta.dirname;
  const keeping: string[] = [];
  for (const file of await readdir(sources, { recursive: true })) {
    if (!/(?<!\.test|\.kit|fixture)\.ts$/.test(file)) continue;
    const source = await readFile(join(sources, file), "utf8");
    if (
      /^(export )?(let |const \w+(: [^=]+)? = (new (Map|Set|WeakMap|WeakSet)(<[^>]*>)?\(\)|\[\]|\{\});)/m.test(source)
    )
      keeping.push(file.replaceAll("\\", "/"));
  }
  expect(keeping.toSorted()).toEqual(Object.keys(NOBODYS).toSorted());
});

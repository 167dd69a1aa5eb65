import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { SENTENCES } from "./sentences.ts";

const here = (path: string) => new URL(path, import.meta.url);

/** Files of others that refuse what the console asks. */
const ELSEWHERE = [
  "../transport/origins.ts",
  "../transport/limits.ts",
  "../agents/access.ts",
  "../services/users/signed/keys.ts",
  "../services/dialog/inboxes.ts",
  "../services/dialog/stored-inboxes.ts",
  "../services/dialog/settings/history.ts",
  "../services/dialog/desk/views.ts",
  "../services/dialog/copilot/macros.ts",
  "../services/dialog/surveys/definitions.ts",
  "../services/dialog/surveys/results.ts",
  "../services/dialog/tasks/tasks.ts",
  "../language-model/completions.ts",
  "../language-model/language-model.ts",
  "../services/dialog/tasks/links.ts",
  "../services/dialog/tasks/listing.ts",
  "../services/dialog/search/query.ts",
  "../services/dialog/search/hits.ts",
  "../services/analytics/reviews/reviewing.ts",
  "../services/analytics/reviews/listing.ts",
  "../services/analytics/reviews/reviews.ts",
  "../services/analytics/reviews/judged.ts",
];

/** The sentences that the sources of the console's API and of the users service refuse with. */
async function ownSentences(): Promise<string[]> {
  const folders = ["../services/users/", "../services/users/contacts/", "./", "./contact-file/"];
  const listed = await Promise.all(
    folders.map(async (folder) => (await readdir(here(folder))).map((name) => folder + name)),
  );
  const files = [...listed.flat(), ...ELSEWHERE];
  const sources = files.filter((file) => file.endsWith(".ts") && !file.includes(".test."));
  const texts = await Promise.all(sources.map((file) => readFile(here(file), "utf8")));
  return texts.flatMap((text) =>
    [...text.matchAll(/new ChatError\(\s*"\w+",\s*"([^"]+)"/g)].map(([, said = ""]) => said),
  );
}

/** What only visitors' clients meet, which have their own words for the code. */
const FOR_VISITORS = ["This visitor token is not valid.", "There is no such visitor."];

test("every sentence that the console may be refused with is there in Chinese too, and no other", async () => {
  const own = (await ownSentences()).filter((sentence) => !FOR_VISITORS.includes(sentence));
  const elsewhere = ["A report needs a beginning and a later end, at most 400 days apart."];
  expect(own.length).toBeGreaterThan(10);
  expect([...new Set([...own, ...elsewhere])].sort()).toEqual(Object.keys(SENTENCES).sort());
});

import type { Intent, Knowledge, KnowledgeImport } from "@parley/protocol";
import type { Snapshot } from "../snapshot.ts";
import { planImport } from "./plan.ts";
import { readFiles } from "./read.ts";

const snapshot = ({ intents, articles, cannedReplies }: Knowledge): Snapshot => ({
  revision: 1,
  intents: new Map(intents.map((intent) => [intent.id, intent])),
  articles: new Map(articles.map((article) => [article.id, article])),
  cannedReplies,
});
export const NOTHING: Knowledge = { intents: [], articles: [], cannedReplies: [] };
const NONE = { en: "", "zh-CN": "" };
export const intent = (id: string, more: Partial<Intent> = {}): Intent => ({
  id,
  title: NONE,
  examples: [],
  answer: NONE,
  version: 1,
  ...more,
});

/** What a file would change of the knowledge that is there. */
export async function plan(
  file: string,
  text: string | Uint8Array,
  { there = NOTHING, mode = "merge" }: { there?: Knowledge; mode?: KnowledgeImport["mode"] } = {},
) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const current = snapshot(there);
  const planned = planImport(await readFiles([{ name: file, bytes }]), current, mode);
  return { ...planned, made: planned.intents.map(({ id, make }) => make(current.intents.get(id))) };
}
/** What is wrong with a file. */
export const problemsOf = async (file: string, text: string | Uint8Array) =>
  (await plan(file, text)).problems.map(({ code, line, name }) => [code, line, name]);

import { listOf, mapOf, wordsOf } from "../json.ts";
import type { JsonFormat, JsonSource } from "./json-source.ts";

/** LUIS, and what came after it at Microsoft: conversational language understanding. */
export const luis: JsonFormat = {
  name: "LUIS",
  is: (value) => mapOf(value)["luis_schema_version"] !== undefined || shaped(value) || shaped(mapOf(value)["assets"]),
  read(source) {
    const project = mapOf(mapOf(source.value)["assets"] ?? source.value);
    for (const item of [...listOf(project["utterances"]), ...listOf(project["patterns"])].map(mapOf))
      readUtterance(item, source);
  },
};

function shaped(value: unknown): boolean {
  const map = mapOf(value);
  const named = listOf(map["intents"]).some(
    (intent) => (mapOf(intent)["name"] ?? mapOf(intent)["category"]) !== undefined,
  );
  return named && listOf(map["utterances"]).some((item) => mapOf(item)["text"] !== undefined);
}

function readUtterance(item: Readonly<Record<string, unknown>>, { at, collect }: JsonSource): void {
  const name = wordsOf(item["intent"]);
  const text =
    wordsOf(item["text"]) ||
    wordsOf(item["pattern"])
      .replace(/\{(?:[\w ]+:)?([\w ]+)(?:\.[^}]*)?\}/g, "$1")
      .replace(/[[\]()]/g, "");
  // "None" is what the others are not: here, what is out of scope needs no examples.
  if (name && name.toLowerCase() !== "none") collect.example(collect.intent(name, at(name)), text, at(text));
}

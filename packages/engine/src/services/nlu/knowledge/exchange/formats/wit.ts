import { listOf, mapOf, wordsOf } from "../json.ts";
import type { JsonFormat } from "./json-source.ts";

const itemsOf = (value: unknown): readonly unknown[] => {
  const map = mapOf(value);
  return [map["utterances"], map["data"], value].map(listOf).find((list) => list.length > 0) ?? [];
};

/** The intent of an utterance: a field, or in exports of before 2020 an entity of that name. */
function intentOf(item: unknown): string {
  const map = mapOf(item);
  const entity = listOf(map["entities"])
    .map(mapOf)
    .find((one) => /(?:^|[:/])intent$/.test(wordsOf(one["entity"])));
  return (
    wordsOf(map["intent"]) || wordsOf(mapOf(map["intent"])["name"]) || wordsOf(entity?.["value"]).replace(/^"|"$/g, "")
  );
}

/** wit.ai: utterances with their intents. */
export const wit: JsonFormat = {
  name: "wit.ai",
  is: (value) =>
    itemsOf(value).some((item) => mapOf(item)["text"] !== undefined && Array.isArray(mapOf(item)["entities"])) ||
    Array.isArray(mapOf(value)["utterances"]),
  read({ value, at, collect }) {
    for (const item of itemsOf(value)) {
      const name = intentOf(item);
      const text = wordsOf(mapOf(item)["text"]);
      if (name) collect.example(collect.intent(name, at(text)), text, at(text));
    }
  },
};

/** What wit.ai's exports have beside utterances. */
export const witApp: JsonFormat = {
  name: "wit.ai",
  is: (_, file) =>
    /(?:^|[\\/])(?:app|actions)\.json$/.test(file) ||
    /[\\/](?:intents|traits|entities|voices|stories|composer)[\\/][^\\/]+\.json$/.test(file),
  read: () => undefined,
};

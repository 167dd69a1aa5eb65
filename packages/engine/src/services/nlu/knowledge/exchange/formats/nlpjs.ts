import { listOf, mapOf, wordsOf } from "../json.ts";
import { withSlots } from "../marks.ts";
import type { JsonFormat } from "./json-source.ts";

/** NLP.js: a corpus of intents with utterances and answers. */
export const nlpJs: JsonFormat = {
  name: "NLP.js",
  is: (value) => listOf(mapOf(value)["data"]).some((item) => Array.isArray(mapOf(item)["utterances"])),
  read({ value, at, collect }) {
    const language = wordsOf(mapOf(value)["locale"]);
    for (const entry of listOf(mapOf(value)["data"]).map(mapOf)) {
      const name = wordsOf(entry["intent"]);
      if (!name) continue;
      const intent = collect.intent(name, at(name));
      for (const said of listOf(entry["utterances"])) collect.example(intent, plain(wordsOf(said)), at(wordsOf(said)));
      const [answer] = listOf(entry["answers"])
        .map((one) => wordsOf(one) || wordsOf(mapOf(one)["answer"]))
        .filter(Boolean);
      if (answer) collect.answer(intent, withSlots(answer, /\{\{\s*([\w.]+)\s*\}\}/g), { language });
    }
  },
};

/** `@hero`, `%hero%` and `{{hero}}` stand for things that are named: their kind's name is the plain word for them. */
const plain = (text: string): string =>
  text.replace(/\{\{\s*(\w+)\s*\}\}|%(\w+)%|(?<![\w.])@(\w+)/g, (_, a?: string, b?: string, c?: string) =>
    (a ?? b ?? c ?? "").replace(/_\d+$/, "").replace(/_/g, " "),
  );

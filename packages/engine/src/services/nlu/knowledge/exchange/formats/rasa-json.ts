import { listOf, mapOf, wordsOf } from "../json.ts";
import { withoutMarks } from "../marks.ts";
import type { JsonFormat } from "./json-source.ts";

const examplesOf = (value: unknown) => listOf(mapOf(mapOf(value)["rasa_nlu_data"] ?? value)["common_examples"]);

/** Rasa's training data in JSON. */
export const rasaJson: JsonFormat = {
  name: "Rasa JSON",
  is: (value) => mapOf(value)["rasa_nlu_data"] !== undefined || examplesOf(value).length > 0,
  read({ value, at, collect }) {
    for (const example of examplesOf(value).map(mapOf)) {
      const [text, name] = [wordsOf(example["text"]), wordsOf(example["intent"])];
      if (name) collect.example(collect.intent(name, at(name)), withoutMarks(text), at(text));
    }
  },
};

import { listOf, mapOf, wordsOf } from "../json.ts";
import { withSlots } from "../marks.ts";
import { localeOfTag } from "../reading.ts";
import type { JsonFormat, JsonSource } from "./json-source.ts";

const USERSAYS = /([^\\/]+?)_usersays_([A-Za-z-]+)\.json$/;

/** Dialogflow ES: `intents/NAME.json` with the answers, `intents/NAME_usersays_LANGUAGE.json` with the examples. */
export const dialogflow: JsonFormat = {
  name: "Dialogflow",
  is: (value, file) =>
    (Array.isArray(mapOf(value)["responses"]) && mapOf(value)["name"] !== undefined) ||
    (USERSAYS.test(file) && Array.isArray(value)) ||
    listOf(value).some((item) => listOf(mapOf(item)["data"]).some((part) => mapOf(part)["text"] !== undefined)),
  read: (source) => (Array.isArray(source.value) ? readExamples(source) : readIntent(source)),
};

function readExamples({ value, file, at, collect }: JsonSource): void {
  const [, named] = USERSAYS.exec(file) ?? [];
  const name = named ?? (file.split(/[\\/]/).at(-1) ?? file).replace(/\.json$/i, "");
  const intent = collect.intent(name, { file });
  for (const item of listOf(value)) {
    const parts = listOf(mapOf(item)["data"]).map((part) => wordsOf(mapOf(part)["text"]));
    collect.example(
      intent,
      parts.join("").replace(/@[\w.-]+:(\w+)/g, "$1"),
      at(parts.toSorted((a, b) => b.length - a.length)[0] ?? ""),
    );
  }
}

function readIntent({ value, at, collect }: JsonSource): void {
  const map = mapOf(value);
  const name = wordsOf(map["name"]);
  // What is said when nothing was understood is no intent of anybody.
  if (!name || map["fallbackIntent"] === true) return;
  const intent = collect.intent(name, at(name));
  for (const response of listOf(map["responses"])) {
    for (const [language, texts] of saidIn(response)) collect.answer(intent, texts.join("\n\n"), { language });
  }
}

/** The texts of a response by language. Of several to choose from it is the first. */
function saidIn(response: unknown): Map<string, string[]> {
  const said = new Map<string, string[]>();
  for (const message of listOf(mapOf(response)["messages"]).map(mapOf)) {
    const speech = Array.isArray(message["speech"]) ? message["speech"][0] : message["speech"];
    const text = withSlots(wordsOf(speech), /(?:\$|#[\w-]+\.)([A-Za-z][\w-]*)(?:\.original)?/g);
    const language = wordsOf(message["lang"]);
    const known = language === "" || localeOfTag(language) !== undefined;
    if (text && known) said.set(language, [...(said.get(language) ?? []), text]);
  }
  return said;
}

/** Dialogflow's description of the agent itself, which has nothing to say. */
export const dialogflowAgent: JsonFormat = {
  name: "Dialogflow",
  is: (value, file) =>
    /(?:^|[\\/])(?:agent|package)\.json$/.test(file) || /[\\/]entities[\\/][^\\/]+\.json$/.test(file),
  read: () => undefined,
};

import { withoutMarks, withSlots } from "../marks.ts";
import type { Place } from "../problem.ts";
import type { Collector } from "../reading.ts";
import type { Into } from "../into.ts";
import type { RasaAnswers } from "../rasa-answers.ts";
import type { YamlFile } from "../yaml-document.ts";

const KEYS = ["nlu", "responses", "stories", "rules", "slots", "forms", "actions"];

/** Whether YAML is one of Rasa's files: training data, domain, rules or stories. */
export function isRasa({ contents, entries, items, get }: YamlFile): boolean {
  const keys = entries(contents).map(({ key }) => key);
  return (
    keys.some((key) => KEYS.includes(key)) || (keys.includes("intents") && items(get(contents, "intents")).length > 0)
  );
}

/** Reads Rasa's YAML, of versions 2 and 3. */
export function readRasa(yaml: YamlFile, { collect, answers, file }: Into): void {
  const { contents, entries, items, get, words } = yaml;
  const at = (node: unknown): Place => ({ file, line: yaml.line(node) });

  for (const item of items(get(contents, "nlu"))) readExamples(item);
  for (const item of items(get(contents, "intents"))) answers.intents.add(entries(item)[0]?.key ?? words(item) ?? "");
  for (const { key, value } of entries(get(contents, "responses"))) readUtterance(key, value);
  for (const section of ["rules", "stories"] as const) {
    for (const item of items(get(contents, section))) readSteps(get(item, "steps"), section === "rules");
  }

  function readExamples(item: unknown): void {
    const name = words(get(item, "intent"));
    if (!name) return;
    const intent = collect.intent(name, at(item));
    const examples = get(item, "examples");
    const line = yaml.line(examples) ?? 0;
    const block = items(examples).length === 0 ? (words(examples) ?? "").split("\n") : [];
    block.forEach((text, place) => {
      const said = text.replace(/^\s*(?:-\s+|-$)/, "").trim();
      if (said) collect.example(intent, withoutMarks(said), { file, line: line + place + 1 });
    });
    for (const example of items(examples)) {
      const text = words(get(example, "text")) ?? words(example) ?? "";
      collect.example(intent, withoutMarks(text.replace(/^\s*-\s+/, "")), at(example));
    }
  }

  function readUtterance(name: string, variants: unknown): void {
    if (answers.utterances.has(name)) return;
    for (const variant of items(variants)) {
      const text = entries(variant).length > 0 ? words(get(variant, "text")) : words(variant);
      const image = words(get(variant, "image")) ?? "";
      const shown = image.startsWith("https:") ? `![](${image})` : "";
      const said = [withSlots(text ?? "", /\{([A-Za-z_]\w*)\}/g), shown].filter(Boolean).join("\n\n");
      if (said)
        return void answers.utterances.set(name, { text: said, choices: choicesOf(variant), where: at(variant) });
    }
  }

  function choicesOf(variant: unknown): string[] {
    return items(get(variant, "buttons")).flatMap((button) => {
      const [, intent] = /^\/([^\s{]+)/.exec(words(get(button, "payload")) ?? "") ?? [];
      return intent ?? [];
    });
  }

  function readSteps(steps: unknown, rule: boolean): void {
    let intent: string | undefined;
    const said: string[] = [];
    for (const step of items(steps)) {
      const [asked, done] = [words(get(step, "intent")), words(get(step, "action"))];
      if (asked) {
        follows(answers, { intent, names: said.splice(0), rule });
        intent = asked;
      } else if (done?.startsWith("utter_")) said.push(done);
    }
    follows(answers, { intent, names: said, rule });
  }
}

/** Remembers what follows an intent: the first that says so counts, and rules before stories. */
export function follows(
  { follow }: RasaAnswers,
  { intent, names, rule }: { intent: string | undefined; names: readonly string[]; rule: boolean },
): void {
  if (intent === undefined || names.length === 0) return;
  const there = follow.get(intent);
  if (!there || (rule && !there.rule)) follow.set(intent, { names: [...names], rule });
}

/** Gives intents their answers: what rules or stories say, else the utterance of the same name. */
export function joinAnswers({ utterances, follow, intents }: RasaAnswers, collect: Collector): void {
  const reading = collect.done();
  const names = new Set([
    ...reading.intents.filter(({ unnamed }) => !unnamed).map(({ name }) => name),
    ...intents,
    ...follow.keys(),
  ]);
  for (const name of utterances.keys()) {
    const sub = name.replace(/^utter_/, "");
    if (sub.includes("/")) names.add(sub);
  }
  if (utterances.size === 0) return;
  for (const name of names) {
    const chosen = (follow.get(name)?.names ?? [`utter_${name}`]).flatMap((utter) => utterances.get(utter) ?? []);
    const [first] = chosen;
    if (!first) continue;
    const intent = collect.intent(name, first.where);
    collect.answer(intent, chosen.map(({ text }) => text).join("\n\n"), { where: first.where });
    const choices = [...new Set(chosen.flatMap((utterance) => utterance.choices))].filter(
      (choice) => choice !== name && names.has(choice),
    );
    if (choices.length > 0) intent.choices = choices.slice(0, 6);
  }
}

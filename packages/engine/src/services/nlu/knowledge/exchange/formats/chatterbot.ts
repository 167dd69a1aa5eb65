import type { Collector } from "../reading.ts";
import { shortened } from "../table/questions.ts";
import type { YamlFile } from "../yaml-document.ts";

/** Whether YAML is a corpus of ChatterBot. */
export const isChatterbot = ({ contents, items, get }: YamlFile): boolean =>
  items(get(contents, "conversations")).some((item) => items(item).length > 0);

/** Reads a corpus of ChatterBot: each conversation begins with what somebody says, and the answer to it comes next. */
export function readChatterbot(yaml: YamlFile, collect: Collector, file: string): void {
  for (const conversation of yaml.items(yaml.get(yaml.contents, "conversations"))) {
    const [asked = "", ...answers] = yaml.items(conversation).map((line) => (yaml.words(line) ?? "").trim());
    const where = { file, line: yaml.line(conversation) };
    if (!asked) {
      collect.problem({ code: "noText", ...where });
      continue;
    }
    const intent = collect.intent(asked, where, { unnamed: true });
    if (!intent.titleMade) collect.title(intent, shortened(asked), { where });
    intent.titleMade = true;
    if (intent.examples.length === 0) collect.example(intent, asked, where);
    // The corpora list other answers to the same: the first is as good as any.
    const [answer] = answers.filter(Boolean);
    if (answer && Object.keys(intent.answer).length === 0) collect.answer(intent, answer, { where });
  }
}

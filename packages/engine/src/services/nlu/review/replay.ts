import type { Replay } from "@parley/protocol";
import type { LiveModel } from "../serving/serving.ts";
import { inSlices } from "../time-slices.ts";
import { languageOf } from "../understand/language.ts";
import { judge } from "../understand/understand.ts";
import { withSamples } from "../entities/entities.ts";
import type { Question } from "./questions.ts";

/** Lets two models judge the same questions, in slices; lists those that would be treated differently, the most frequent first. */
export async function replay(questions: readonly Question[], before: LiveModel, after: LiveModel): Promise<Replay> {
  const changed: Replay["changed"] = [];
  await inSlices(questions, ({ text, count }) => {
    const was = treatment(before, text);
    const is = treatment(after, text);
    if (was !== is) changed.push({ text, before: was, after: is, count });
  });
  return { questions: questions.length, changed: changed.sort((a, b) => b.count - a.count) };
}

/** The intent that a model takes a question for; empty if none fits. */
function treatment(model: LiveModel, text: string): string {
  const { intents, inScope } = judge(model, { text: withSamples(text), redacted: text, language: languageOf(text) });
  return inScope ? (intents[0]?.intent ?? "") : "";
}

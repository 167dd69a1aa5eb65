import type { Into } from "../into.ts";
import { withoutMarks } from "../marks.ts";
import type { Place } from "../problem.ts";
import { follows } from "./rasa.ts";

/** Whether Markdown is Rasa 1's training data or stories. */
export const isRasaMarkdown = (text: string): boolean =>
  /^##\s*intent:\s*\S/m.test(text) || (/^## /m.test(text) && /^\* [\w/]+.*\n\s+- (?:utter_|action_)/m.test(text));

/** Reads Rasa 1's Markdown: `## intent:name` with a list of examples; in stories `* name` with `- utter_...` below. */
export function readRasaMarkdown(text: string, { collect, answers, file }: Into): void {
  const lines = withoutComments(text).split("\n");
  let name: string | undefined;
  let asked: string | undefined;
  let said: string[] = [];
  lines.forEach((line, place) => {
    const [, kind, of] = /^##\s*(?:(intent|synonym|lookup|regex)\s*:)?\s*(.*?)\s*$/.exec(line) ?? [];
    if (of === undefined) return readLine(line, { file, line: place + 1 });
    endTurn(undefined);
    name = kind === "intent" ? of : undefined;
  });
  endTurn(undefined);

  function readLine(line: string, where: Place): void {
    const [, turn] = /^\*\s*([^\s{]+)/.exec(line) ?? [];
    const [, item] = /^\s*[-*+]\s+(.+)$/.exec(line) ?? [];
    if (name && item) collect.example(collect.intent(name, where), withoutMarks(item), where);
    else if (turn) endTurn(turn);
    else if (item?.startsWith("utter_")) said.push(item.trim());
  }

  function endTurn(next: string | undefined): void {
    follows(answers, { intent: asked, names: said, rule: false });
    [asked, said] = [next, []];
  }
}

/** What is commented out says nothing, and keeps its lines. */
const withoutComments = (text: string): string =>
  text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ""));

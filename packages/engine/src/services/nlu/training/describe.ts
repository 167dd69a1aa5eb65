import type { ExampleProblem, Regression } from "@parley/protocol";

/** A problem of the examples in an English sentence, for terminals. */
export function describeProblem(problem: ExampleProblem): string {
  switch (problem.kind) {
    case "duplicate":
      return `${problem.intent}: “${problem.text}” is there ${problem.times} times.`;
    case "contradiction":
      return `“${problem.text}” is an example of ${problem.intents.join(" and of ")}.`;
    case "empty":
      return `${problem.intent}: “${problem.text}” has no words and is left out.`;
    case "too-long":
      return `${problem.intent}: “${problem.text}” has ${problem.length} characters; only the beginning is read.`;
    case "few-examples":
      return `${problem.intent} has ${problem.count === 1 ? "only one example" : `only ${problem.count} examples`}.`;
  }
}

/** Why the quality gate holds a model back, in an English sentence, for terminals and logs. */
export function describeRegression({ intent = "All intents", total, before, after, lost }: Regression): string {
  const examples = lost.map((text) => `“${text}”`).join(", ");
  return `${intent}: ${before} of ${total} held-out examples were understood, now ${after}. No longer: ${examples}.`;
}

import type { Problem } from "../model/model.ts";

const SHOWN = 60;

/** A problem of the examples in a sentence for whoever keeps them. */
export function describe(problem: Problem): string {
  switch (problem.kind) {
    case "duplicate":
      return `${problem.intent}: ${quote(problem.text)} is there ${problem.times} times.`;
    case "contradiction":
      return `${quote(problem.text)} is an example of ${problem.intents.join(" and of ")}.`;
    case "empty":
      return `${problem.intent}: ${quote(problem.text)} has no words.`;
    case "too-long":
      return `${problem.intent}: ${quote(problem.text)} has ${problem.length} characters; only the beginning is read.`;
    case "few-examples":
      return `${problem.intent} has ${problem.count === 1 ? "only one example" : `only ${problem.count} examples`}.`;
  }
}

function quote(text: string): string {
  const start = Array.from(text.slice(0, 2 * SHOWN))
    .slice(0, SHOWN)
    .join("");
  return `“${start}${start.length < text.length ? "…" : ""}”`;
}

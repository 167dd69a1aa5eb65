import { expect, test } from "vitest";
import { readOutOfScope } from "../../knowledge/starter.ts";
import { loadClassifier } from "../serving/classifier.ts";
import { openSentences } from "../text/sentences.ts";
import { trainInProcess } from "./trainer.ts";

const HOURS = ["when do you open", "are you open on Sunday", "what are your opening hours", "how late are you open"];
const RETURNS = ["I want to return my shoes", "how do I send it back", "can I return this", "I'd like to give it back"];
const examples = [
  ...HOURS.map((text) => ({ text, intent: "hours" })),
  ...RETURNS.map((text) => ({ text, intent: "returns" })),
];

test("two intents of four examples each are told apart, and from the rest of the world", async () => {
  const outOfScope = await readOutOfScope();
  const { artefact } = await trainInProcess({ examples, outOfScope });
  const classifier = loadClassifier(artefact, await openSentences());
  const said = (text: string) => {
    const { intents, inScope } = classifier.classify(text);
    return inScope ? intents[0]?.intent : undefined;
  };
  for (const text of ["are you open on Saturday", "what time do you open", "opening hours please"]) {
    expect(said(text), text).toBe("hours");
  }
  for (const text of ["I want to return this shirt", "how do I return it"]) expect(said(text), text).toBe("returns");
  for (const text of ["tell me about quantum physics", "who painted the mona lisa", "play some music"]) {
    expect(said(text), text).toBeUndefined();
  }
});

import type { Choice } from "@parley/protocol";
import {
  backAgain,
  escalate,
  nobodyOnline,
  offer,
  type Response,
  say,
  sayLightly,
  type Saying,
  stopChoice,
} from "./bot-words.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Move } from "./replies/effects.ts";
import { isSubject } from "./replies/asked.ts";
import { inTurn, wordsFor } from "./words.ts";

/** What the bot says to a reply to its own question. */
export function carryOutMove(saying: Saying, move: Move, dialogue: Dialogue): Response {
  if (dialogue.asked.what === "waiting") return whileWaiting(saying, move, dialogue);
  const words = wordsFor(saying);
  switch (move) {
    case "accept":
      return escalate(saying, "asked");
    case "none":
      return offer(saying, "rephrase");
    case "wrong":
      return offer(saying, "missed");
    case "which":
      return askAgain(saying, dialogue, words.which);
    case "affirm":
      return affirm(saying, dialogue);
    case "decline": {
      const ways = dialogue.asked.what === "offer" ? words.decline : words.declineQuestion;
      return sayLightly(saying, inTurn(ways, dialogue.light));
    }
    case "stop":
      return sayLightly(saying, inTurn(words.done, dialogue.light));
    default:
      return sayLightly(saying, inTurn(words[move], dialogue.light));
  }
}

/** “Yes” to a question that an answer ended with: on to what it offered, a person among it, or to what the visitor has in mind. */
function affirm(saying: Saying, dialogue: Dialogue): Response {
  const words = wordsFor(saying);
  const { choices } = dialogue.asked;
  if (choices.some(isSubject)) return askAgain(saying, dialogue, words.affirmChoices);
  if (choices.some(({ value }) => value === "human")) return escalate(saying, "asked");
  return sayLightly(saying, inTurn(words.affirm, dialogue.light));
}

function askAgain(saying: Saying, { asked }: Dialogue, text: string): Response {
  return say(saying, "clarify", { type: "text", text, choices: [...asked.choices] });
}

function whileWaiting(saying: Saying, move: Move, { light }: Dialogue): Response {
  const words = wordsFor(saying);
  switch (move) {
    case "stop":
      return stopWaiting(saying);
    case "greet":
    case "wrong":
      return stillWaiting(saying);
    case "thank":
      return sayLightly(saying, words.waitingThanks);
    default:
      return sayLightly(saying, inTurn(words.waitingLight, light));
  }
}

/** Who waits already and asks for a person is told so; they keep their place. */
export function stillWaiting(saying: Saying): Response {
  const words = wordsFor(saying);
  const text = nobodyOnline(saying.people)
    ? `${words.stillNobody}${backAgain(saying.people, saying.locale)}`
    : words.stillWaiting;
  return sayLightly(saying, text, [stopChoice(saying)]);
}

/** Takes the visitor out of the queue, as they wish. */
export function stopWaiting(saying: Saying): Response {
  const words = sayLightly(saying, wordsFor(saying).stopped).happening;
  return {
    happening: { type: "released", to: "bot", author: { kind: "visitor" } },
    words,
    understanding: saying.understanding,
    decision: "acknowledge",
  };
}

/** The one choice that “yes” can mean. */
export function onlySubject(choices: readonly Choice[]): Choice | undefined {
  const subjects = choices.filter(isSubject);
  return subjects.length === 1 ? subjects[0] : undefined;
}

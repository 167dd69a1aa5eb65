import { backAgain, nobodyOnline, personChoice, type Response, say } from "../bot-words.ts";
import { wordsFor } from "../words.ts";
import { plainly, type Taking } from "./asking.ts";

/** What the bot says to a file or a place, which it cannot look at: people can. Who waits for one is with them soon, and is told nothing. */
export function offerForFile(taking: Taking): Response | undefined {
  if (taking.waiting) return undefined;
  const saying = plainly(taking, taking.dialogue.locale);
  const { file, place, fileOffer, fileOfferLater } = wordsFor(saying);
  const is = taking.message.content.type === "place" ? place : file;
  const offers = nobodyOnline(saying.people)
    ? `${fileOfferLater}${backAgain(saying.people, saying.locale)}`
    : fileOffer;
  const text = [is, offers].join(saying.locale === "en" ? " " : "");
  return say(saying, "offer", { type: "text", text, choices: [personChoice(saying)], aside: true });
}

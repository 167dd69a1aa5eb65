import type { BotCard, Card, Choice, Content, Form, Inbox, Locale, Source } from "@parley/protocol";
import { cardsInWords, formInWords } from "../../../text/in-words.ts";
import { inWords } from "./as-said.ts";

/** One message of an answer. */
export type BotPart =
  | { text: string; choices?: Choice[] | undefined; source?: Source | undefined; aside?: true | undefined }
  | { cards: BotCard[] }
  | { form: Form };

/** Where it is said, and who hears of what is left out. */
export interface Where {
  locale: Locale;
  inbox: Inbox;
  report: (problem: Error) => void;
}

/** What an answer says, with all of it in words (SPEC C5). Throws where that is too long. */
export function botSays(part: BotPart, { locale, inbox, report }: Where): Content {
  if ("form" in part) return { type: "form", text: inWords(formInWords(part.form, locale)), form: part.form };
  if (!("cards" in part)) return { type: "text", ...part };
  const origins = originsOf(inbox);
  const cards = part.cards.map(({ image, ...card }): Card => {
    if (!image || isOf(origins, image.url)) return { ...card, ...(image && { image }) };
    report(
      new Error(`A picture was left out, as ${new URL(image.url).origin} is no site that the inbox ${inbox.id} names.`),
    );
    return card;
  });
  return { type: "cards", text: inWords(cardsInWords(cards)), cards };
}

/** A picture tells its server who looks at it: only those sites may have one that the inbox names. */
function isOf(origins: readonly string[], address: string): boolean {
  const { origin } = new URL(address);
  return origins.some((one) => {
    const [scheme, host = ""] = one.split("://");
    if (!host.startsWith("*.")) return one === origin;
    return origin.startsWith(`${scheme}://`) && origin.endsWith(host.slice(1));
  });
}

function originsOf({ settings }: Inbox): string[] {
  const { allowedOrigins } = settings;
  return Array.isArray(allowedOrigins) ? allowedOrigins.filter((one) => typeof one === "string") : [];
}

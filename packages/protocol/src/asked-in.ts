import type { Asked, AskedField, Asks, AsksSettings } from "./asks.ts";
import type { Leave, LeaveSettings } from "./leave.ts";
import { isAttribute, isSaid, nearestWords } from "./nearest-words.ts";

/** What an inbox asks, in the language that is nearest; `versionOf` names the exact words of consent. */
export function asksIn(
  locale: string,
  { fields = [], consent }: AsksSettings,
  versionOf: (text: string) => string,
): Asks {
  const text = nearestWords(locale, consent?.text);
  return {
    fields: fields.map((field) => askedIn(locale, field)),
    ...(text !== undefined && {
      consent: { version: versionOf(text), text, ...(consent?.required && { required: true }) },
    }),
  };
}

/** What an inbox asks of who leaves a message, in the language that is nearest. */
export function leaveIn(locale: string, { fields = [], text }: LeaveSettings): Leave {
  const own = nearestWords(locale, text);
  return { fields: fields.map((field) => askedIn(locale, field)), ...(own !== undefined && { text: own }) };
}

function askedIn(locale: string, asked: AskedField): Asked {
  const { field, required, label } = asked;
  const own = nearestWords(locale, label);
  return { field, ...answerTo(locale, asked), ...(own !== undefined && { label: own }), ...(required && { required }) };
}

/** What is written there, or picked. */
function answerTo(locale: string, { field, kind = "text", choices = {} }: AskedField): Pick<Asked, "kind" | "choices"> {
  if (!isAttribute(field)) return { kind: field === "email" || field === "phone" ? field : "text" };
  if (kind !== "choice") return { kind };
  const kept = Object.values(choices).find(isSaid) ?? [];
  const labels = nearestWords(locale, choices) ?? [];
  return { kind, choices: labels.map((label, index) => ({ label, value: kept[index] ?? label })) };
}

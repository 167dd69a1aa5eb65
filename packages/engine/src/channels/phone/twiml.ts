import { type Flow, HEARD, type Sound, TAGS, type Verb } from "./flow.ts";

/** Characters that XML does not have: a gateway could not read an answer with one. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string) => text.replaceAll(NOT_XML, " ").replaceAll(/[&<>"]/g, (found) => ESCAPES[found] ?? "");

type Attributes = Readonly<Record<string, string | number | undefined>>;

function tag(name: string, attributes: Attributes, inside = ""): string {
  const written = Object.entries(attributes)
    .filter((one): one is [string, string | number] => one[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join("");
  return inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** What a call is answered with, for gateways that read TwiML. */
export function toTwiml(flow: Flow): string {
  const verbs = flow.verbs.map((verb) => verbIn(flow, verb)).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>${tag("Response", {}, verbs)}`;
}

function soundIn({ language, voice }: Flow, sound: Sound): string {
  switch (sound.do) {
    case "say":
      return tag("Say", { language: TAGS[language], voice }, escaped(sound.text));
    case "play":
      return tag("Play", {}, escaped(sound.url));
    case "pause":
      return tag("Pause", { length: sound.seconds });
  }
}

const POST = { method: "POST" } as const;

function verbIn(flow: Flow, verb: Verb): string {
  switch (verb.do) {
    case "gather":
      return gatherIn(flow, verb);
    case "dial":
      return tag(
        "Dial",
        {
          action: verb.to,
          ...POST,
          timeout: verb.seconds,
          callerId: verb.callerId,
          ...(verb.recorded !== undefined && {
            record: "record-from-answer",
            recordingStatusCallback: verb.recorded,
          }),
        },
        tag("Number", { url: verb.notice, ...POST }, escaped(verb.number)),
      );
    case "record":
      return tag("Record", {
        action: verb.to,
        ...POST,
        maxLength: verb.seconds,
        timeout: 5,
        finishOnKey: "#",
        playBeep: "true",
        recordingStatusCallback: verb.recorded,
        // Gateways write down English.
        transcribeCallback: flow.language === "en" ? verb.written : undefined,
      });
    case "redirect":
      return tag("Redirect", POST, escaped(verb.to));
    case "hangUp":
      return tag("Hangup", {});
    default:
      return soundIn(flow, verb);
  }
}

/** Who neither speaks nor presses a key falls through to what is behind: that leads to the same address. */
function gatherIn(flow: Flow, { to, sounds, seconds, keys }: Extract<Verb, { do: "gather" }>): string {
  const attributes = {
    input: "dtmf speech",
    action: to,
    ...POST,
    language: HEARD[flow.language],
    speechTimeout: "auto",
    timeout: seconds,
    numDigits: keys,
    finishOnKey: "#",
    actionOnEmptyResult: "true",
  };
  const inside = sounds.map((sound) => soundIn(flow, sound)).join("");
  return tag("Gather", attributes, inside) + tag("Redirect", POST, escaped(to));
}

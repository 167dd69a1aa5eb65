import { type Flow, type Sound, TAGS, type Verb } from "./flow.ts";

/** What a call is answered with, for jambonz: its verbs, as JSON. */
export const toJambonz = (flow: Flow): object[] => flow.verbs.flatMap((verb) => verbsOf(flow, verb));

function verbsOf(flow: Flow, verb: Verb): object[] {
  switch (verb.do) {
    case "gather":
      return gatherOf(flow, verb);
    case "dial": {
      const { number, to, notice, seconds, callerId } = verb;
      const target = [{ type: "phone", number, confirmHook: notice }];
      return [{ verb: "dial", actionHook: to, timeout: seconds, ...(callerId && { callerId }), target }];
    }
    // It records nothing itself: what is said is a transcript at once.
    case "record":
      return [{ verb: "gather", actionHook: verb.to, ...listening(flow, LONG_SILENCE) }];
    case "redirect":
      return [{ verb: "redirect", actionHook: verb.to }];
    case "hangUp":
      return [{ verb: "hangup" }];
    default:
      return [soundOf(flow, verb)];
  }
}

function soundOf({ language, voice }: Flow, sound: Sound): object {
  switch (sound.do) {
    case "say":
      return {
        verb: "say",
        text: sound.text,
        // The vendor is the application's own; a language without one would be refused.
        synthesizer: { vendor: "default", language: TAGS[language], ...(voice && { voice }) },
      };
    case "play":
      return { verb: "play", url: sound.url };
    case "pause":
      return { verb: "pause", length: sound.seconds };
  }
}

/** Seconds without a word after which a message is over. */
const LONG_SILENCE = 5;

const listening = ({ language }: Flow, seconds: number) => ({
  input: ["speech"],
  timeout: seconds,
  recognizer: { vendor: "default", language: TAGS[language] },
});

/** One sound is played while it listens; what comes before that is heard first. */
function gatherOf(flow: Flow, { to, sounds, seconds, keys }: Extract<Verb, { do: "gather" }>): object[] {
  const before = sounds.slice(0, -1).map((sound) => soundOf(flow, sound));
  const last = sounds.at(-1);
  const gather = {
    verb: "gather",
    actionHook: to,
    ...listening(flow, seconds),
    input: ["digits", "speech"],
    finishOnKey: "#",
    ...(keys !== undefined && { numDigits: keys }),
    bargein: true,
    dtmfBargein: true,
  };
  if (!last) return [gather];
  if (last.do === "pause") return [...before, soundOf(flow, last), gather];
  const { verb, ...heard } = soundOf(flow, last) as { verb: string };
  return [...before, { ...gather, [verb]: heard }];
}

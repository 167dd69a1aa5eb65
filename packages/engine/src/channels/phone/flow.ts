/** A language that is spoken on the telephone. */
export type Language = "en" | "zh-CN";

/** What is heard: words, or a sound at an address. */
export type Sound = { do: "say"; text: string } | { do: "play"; url: string } | { do: "pause"; seconds: number };

/** What a gateway does with a call, one after the other. Addresses are where it calls next. */
export type Verb =
  | Sound
  /** Listens for words and keys while sounds are played; without any within `seconds` it calls all the same. */
  | { do: "gather"; to: string; sounds: Sound[]; seconds: number; keys?: number }
  /** Connects the caller with somebody by telephone; `notice` is what they hear before that. */
  | { do: "dial"; number: string; to: string; notice: string; seconds: number; callerId?: string; recorded?: string }
  /** Records what the caller says, from a tone on. Where it is kept is told there, and what was said, if the gateway knows. */
  | { do: "record"; to: string; recorded: string; written: string; seconds: number }
  | { do: "redirect"; to: string }
  | { do: "hangUp" };

/** What a call of the gateway is answered with. */
export interface Flow {
  language: Language;
  /** As the gateway calls a voice; its own choice unless told. */
  voice?: string;
  verbs: Verb[];
}

/** Languages as gateways name them. */
export const TAGS: Readonly<Record<Language, string>> = { en: "en-US", "zh-CN": "zh-CN" };
/** The same for who listens, where that differs. */
export const HEARD: Readonly<Record<Language, string>> = { en: "en-US", "zh-CN": "cmn-Hans-CN" };

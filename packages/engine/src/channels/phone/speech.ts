import type { Language } from "./flow.ts";

/** A recording, and in which language somebody speaks there. */
export interface Utterance {
  /** A WAV file. */
  audio: Uint8Array;
  language: Language;
  signal: AbortSignal;
}

/** Speech that somebody brings along: gateways speak and listen themselves. */
export interface Speech {
  /** What is said in a voicemail, where the gateway does not write it down; nothing where no word is understood. */
  hear?(utterance: Utterance): Promise<string>;
  /** A sentence as a WAV file, in a voice of the language: callers hear that instead of the gateway's voice. */
  speak?(text: string, language: Language, signal: AbortSignal): Promise<Uint8Array>;
}

/** Hears what is said in the recording at an address. */
export type Listener = (url: string, language: Language) => Promise<string>;

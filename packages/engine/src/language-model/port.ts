/** What is said to a language model: what it is to do, and what it is to do it with. */
export interface Asked {
  task: string;
  words: string;
}

/** A language model of whatever house. Throws a `ChatError` that says what went wrong, and ends when the signal does. */
export interface LanguageModel {
  complete(asked: Asked, signal: AbortSignal): Promise<string>;
}

/** What a house does with the next call; `loses the answer`: it does what is asked, and the answer is lost. */
export type Mood = "well" | "fails" | "asks to wait" | "is gone" | "loses the answer";

/** How an event is handed over; `late`: after the next one. */
export type Way = "once" | "thrice" | "hangs up";

/** A thread as people in the room see it. */
export interface SeenThread {
  root: string;
  text: string;
  /** What can be pressed. */
  buttons: string[];
  /** What the bot wrote under it, in order. */
  lines: string[];
}

/** A house that behaves as its documents say, for tests of the port. */
export interface Peer {
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
  /** Where it calls. */
  calls(address: string): void;
  threads(): SeenThread[];
  /** Somebody writes in a thread; it is handed over as told. Resolves when the engine was told. */
  write(by: string, root: string, text: string, way?: Way): Promise<void>;
  /** Somebody writes these at once; they are handed over in the order of `order`. */
  writeMany(
    by: string,
    root: string,
    texts: readonly string[],
    handed: readonly { index: number; way: Way }[],
  ): Promise<void>;
  press(by: string, root: string, what: "take" | "close"): Promise<void>;
  /** The same, as it comes to an account of another house, or to another app of this one. */
  pressElsewhere(by: string, root: string): Promise<void>;
  /** Makes it another house. Resolves to what the account's settings are then. */
  move(): Record<string, unknown>;
  /** Somebody writes to the bot itself. */
  ask(by: string, text: string): Promise<void>;
  /** What the bot said to one person alone. */
  told(by: string): string[];
  /** Says what it does with each message that it is to post. */
  onPost(mood: (text: string) => Mood): void;
  close(): void;
}

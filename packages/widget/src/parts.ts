import type { Emit } from "./events.ts";
import type { Launcher } from "./launcher/launcher.ts";
import type { Settings } from "./settings.ts";
import type { Texts } from "./texts/texts.ts";
import type { ChatVerb, Widget } from "./verbs.ts";

/**
 * Loads a part: the core, or the words nearest to a language. Where it came from before it may be gone, the engine has it too.
 */
export type FetchPart = <N extends string>(
  name: N,
  engine: string | undefined,
) => Promise<N extends "core" ? { start: (host: CoreHost) => Core } : { texts: Texts }>;

/** What the core needs of whoever has drawn the launcher. */
export interface CoreHost {
  launcher: Pick<Launcher, "root" | "place" | "button" | "addStyles">;
  engine: string | undefined;
  emit: Emit;
  locale: string;
  /** The words nearest to `locale`. */
  words: { texts: Texts };
  fetchPart: FetchPart;
  setOpen: (open: boolean) => void;
}

/** The chat behind the launcher. */
export interface Core extends Pick<Widget, ChatVerb | "diagnose"> {
  draw: (open: boolean, settings: Settings) => void;
  /** Ends it. The visitor is remembered. */
  stop: () => void;
  /** Forgets the visitor, here and in the engine. */
  forget: () => void;
}

import type { Locale } from "@parley/protocol";
import type { Emit } from "./events.ts";
import type { Launcher } from "./launcher/launcher.ts";
import type { Settings } from "./settings.ts";
import type { Texts } from "./texts/texts.ts";
import type { ChatVerb, Widget } from "./verbs.ts";

/** What is loaded late. */
export interface Parts extends Record<Locale, { texts: Texts }> {
  core: { start: (host: CoreHost) => Core };
}

/** Loads a part; where it came from before it may be gone, the engine has it too. */
export type FetchPart = <N extends keyof Parts>(name: N, engine: string | undefined) => Promise<Parts[N]>;

/** What the core needs of whoever has drawn the launcher. */
export interface CoreHost {
  launcher: Pick<Launcher, "root" | "place" | "button" | "addStyles">;
  engine: string | undefined;
  emit: Emit;
  locale: Locale;
  /** The words of `locale`. */
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

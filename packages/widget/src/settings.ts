import type { Asks } from "@parley/protocol";
import type { Texts } from "./texts/texts.ts";

/** A language, as it ends the names of a site's own words: `De`, `Zh`; `ZhHant` where its script counts. */
type Language = `${Initial}${string}`;
// oxfmt-ignore
type Initial = "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" | "I" | "J" | "K" | "L" | "M" | "N" | "O" | "P" | "Q" | "R" | "S" | "T" | "U" | "V" | "W" | "X" | "Y" | "Z";

/** Names of the panel's words in which nothing is put. */
type TextName = Exclude<
  { [N in keyof Texts]-?: Texts[N] extends string ? N : never }[keyof Texts],
  "open" | "spoken" | "dir"
>;

/** Words of a site's own, for all languages or for one: `titleZh` goes before `title` where the panel is Chinese. */
type OwnWords = { [N in TextName as N | `${N}${Language}`]?: string | undefined } & {
  /** Questions to begin with, one tap each. In an attribute: between `|`. */
  [N in "starters" as N | `${N}${Language}`]?: readonly string[] | string | undefined;
};

/** How a widget looks and behaves. Every field may be left out. */
export interface WidgetOptions extends OwnWords {
  /** Where the engine is. Default: where the script came from, or the page's own origin. */
  engine?: string | undefined;
  /** The inbox that the widget is of, as the console names it. Default: the first one. */
  inbox?: string | undefined;
  /** A BCP 47 tag. Default: the page's language, then the browser's. */
  locale?: string | undefined;
  theme?: "light" | "dark" | "auto" | undefined;
  /** Any CSS colour. The colour of what stands on it is chosen so that it can be read. */
  color?: string | undefined;
  position?: "left" | "right" | undefined;
  /** Opens by itself for who has not used it yet, on screens that have room for it. */
  autoOpen?: boolean | undefined;
  /** Loads nothing but the launcher before somebody reaches for it. */
  lazy?: boolean | undefined;
  /** `"hide"` for none, or a CSS selector of your own buttons. */
  launcher?: string | undefined;
  /** Nothing is to be seen until `show`. */
  hidden?: boolean | undefined;
  /** What is asked before one writes, or of who leaves a `message`, as the console shows it beside its settings; otherwise the engine says. */
  asks?: (Asks & { message?: true }) | undefined;
  /** `false`: no button to send files. An inbox that takes none has none. */
  files?: boolean | string | undefined;
  /** A service worker of the page's own origin, by which visitors may be told of answers while it is closed. */
  push?: string | undefined;
  zIndex?: number | string | undefined;
}

/** Options as the panel needs them. `locale` is what is wanted; what the panel speaks, its words say. */
export type Settings = Omit<WidgetOptions, "locale"> & { locale: string };

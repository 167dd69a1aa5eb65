/** Of files, in one language. A size stands where `#` is. */
export interface FileTexts {
  attach: string;
  /** While something is held over the panel. */
  drop: string;
  cancel: string;
  view: string;
  close: string;
  download: string;
  waiting: string;
  /** Why one is not sent, by what the engine says. */
  reasons: Record<string, string> & { other: string };
}

/** Of what stands beside the field where one writes, in one language. */
export interface ToolTexts {
  emoji: string;
  recent: string;
  faces: string;
  hands: string;
  things: string;
  record: string;
  cancel: string;
  send: string;
  /** The visitor, or their browser, does not let the microphone be used. */
  refused: string;
  /** There is no microphone, or another program has it. */
  none: string;
  /** To be told on this device while the page is closed. */
  bell: string;
  /** The visitor, or their browser, does not let notifications be shown. */
  noBell: string;
  bellFailed: string;
}

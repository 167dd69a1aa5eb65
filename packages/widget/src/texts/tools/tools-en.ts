import type { ToolTexts } from "./tool-texts.ts";

/** English. */
export const tools: ToolTexts = {
  emoji: "Emoji",
  recent: "Recent",
  faces: "Faces",
  hands: "Gestures and people",
  things: "Things",
  record: "Record a voice message",
  cancel: "Cancel recording",
  send: "Send voice message",
  refused: "The microphone is not allowed here. Please allow it in the browser for this page.",
  none: "There is no microphone that can be used.",
  bell: "Tell me when there is an answer",
  noBell: "Notifications are not allowed here. Please allow them in the browser for this page.",
  bellFailed: "This browser could not be reached. Please try again later.",
};

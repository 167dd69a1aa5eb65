import type { FileTexts } from "./file-texts.ts";

/** English. */
export const files: FileTexts = {
  attach: "Attach files",
  drop: "Drop to send",
  cancel: "Cancel",
  view: "View picture",
  close: "Close picture",
  download: "Download",
  waiting: "Waiting for the connection…",
  reasons: {
    off: "Files cannot be sent here.",
    empty: "This file is empty.",
    tooLarge: "This file is larger than #.",
    kind: "Files of this kind cannot be sent here.",
    type: "Files of this type cannot be sent.",
    broken: "This picture cannot be read.",
    pixels: "This picture has too many pixels.",
    infected: "Not sent: the file may be harmful.",
    scanner: "The file could not be checked. Please try again later.",
    unsent: "Too many files at once. Please try again later.",
    lost: "Not sent: the page was reloaded. Please pick the file again.",
    unreadable: "This file can no longer be read. Please pick it again.",
    other: "The file could not be sent.",
  },
};

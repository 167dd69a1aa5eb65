import type { Shows } from "../../spine/render.ts";
import { LARGEST } from "./media.ts";

/** What the platform shows. How many buttons a menu may have it does not say: these are few enough to be read. */
export const can: Shows = {
  text: { most: 2_048, in: "bytes" },
  choices: { most: 10, label: 60 },
  files: { kinds: ["image", "audio", "video"], most: LARGEST },
};

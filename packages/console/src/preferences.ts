import { effect } from "@preact/signals";
import { language } from "./language/language.ts";
import { remembered } from "./language/remembered.ts";

export type Theme = "auto" | "light" | "dark";

/** Colours: of the system, or always light or dark. */
export const theme = remembered<Theme>("theme", "auto", ["auto", "light", "dark"]);
/** How much room rows and messages take. */
export const density = remembered<"comfortable" | "compact">("density", "comfortable", ["comfortable", "compact"]);
/** Whether a tone is played for what wants this person: answers, hand-overs, mentions. */
export const sound = remembered<boolean>("alert.sound", true, [true, false]);
/** Whether it is played for visitors who begin to wait, too. */
export const soundWaiting = remembered<boolean>("alert.sound-waiting", true, [true, false]);
/** Whether the system shows a notification of all that, if the browser lets us, while the console is not looked at. */
export const notifications = remembered<boolean>("alert.notifications", true, [true, false]);
/** Whether single keys do things (WCAG 2.1.4 asks for a way to switch that off). */
export const shortcuts = remembered<boolean>("shortcuts", true, [true, false]);

/** Keeps the page's `lang` and colours as chosen. */
export function applyPreferences(root: HTMLElement): void {
  effect(() => {
    root.lang = language.value;
    root.dataset["theme"] = theme.value;
    root.dataset["density"] = density.value;
  });
}

import { effect } from "@preact/signals";
import { language } from "./language/language.ts";
import { remembered } from "./language/remembered.ts";

export type Theme = "auto" | "light" | "dark";

/** Colours: of the system, or always light or dark. */
export const theme = remembered<Theme>("theme", "auto", ["auto", "light", "dark"]);
/** Whether a tone is played when a visitor starts to wait. */
export const sound = remembered<boolean>("sound", false, [true, false]);
/** Whether the system shows a notification then, if the browser lets us. */
export const notifications = remembered<boolean>("notifications", false, [true, false]);
/** Whether single keys do things (WCAG 2.1.4 asks for a way to switch that off). */
export const shortcuts = remembered<boolean>("shortcuts", true, [true, false]);

/** Keeps the page's `lang` and colours as chosen. */
export function applyPreferences(root: HTMLElement): void {
  effect(() => {
    root.lang = language.value;
    root.dataset["theme"] = theme.value;
  });
}

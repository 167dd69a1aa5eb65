import { signal } from "@preact/signals";
import { explain } from "./words.ts";

export interface Toast {
  key: number;
  text: string;
  tone: "plain" | "bad";
  /** What can be done about it, in a word. */
  action: Action | undefined;
}

interface Action {
  label: string;
  run: () => unknown;
}

/** Short notices at the edge of the screen. */
export const toasts = signal<readonly Toast[]>([]);
let key = 0;

/** Shows a notice for a few seconds; bad news, and what can be taken back, stay longer. */
export function toast(text: string, tone: Toast["tone"] = "plain", action?: Action): void {
  const one = { key: ++key, text, tone, action };
  toasts.value = [...toasts.value.filter((other) => other.text !== text), one].slice(-3);
  setTimeout(() => dismiss(one.key), tone === "bad" || action ? 9000 : 4000);
}

/** Takes a notice away. */
export function dismiss(gone: number): void {
  toasts.value = toasts.value.filter((other) => other.key !== gone);
}

/** Runs something that may be refused; a refusal is told in a notice. Resolves to whether it worked. */
export async function attempt(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    toast(explain(error), "bad");
    return false;
  }
}

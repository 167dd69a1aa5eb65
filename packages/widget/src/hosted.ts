import { appBeside } from "./app-beside.ts";
import { wear } from "./wear.ts";

/**
 * In the page that is nothing but the chat, for apps' web views and for links (docs/apps.md). Runs before the widget. What stands behind `#` in the
 * address, which no server is told, says who the visitor is and what they came for.
 */
const asked = new URLSearchParams(location.hash.slice(1));
const tell = appBeside(window);

/** Heavier than the panel's own, which come later. */
const FILLED = `
.parley .panel { top: var(--top); right: 0; bottom: auto; left: 0; width: 100%; max-width: 760px; height: var(--height); max-height: none; margin: 0 auto; border-width: 0 1px; border-radius: 0; box-shadow: none; animation: none; }
.parley .head { padding-top: calc(14px + env(safe-area-inset-top)); }
@media (max-width: 760px) { .parley .panel { border-width: 0; } }
`;
/** There is nowhere to go where nobody hears that they want to. */
const NO_CLOSE = ".parley .head > .plain:last-child { display: none; }";

/** Calls until the widget has come. */
const calls: unknown[][] = [];
window.parley = Object.assign((...input: unknown[]) => void calls.push(input), { q: calls });
const call = (...input: unknown[]) => (window.parley as (...input: unknown[]) => unknown)(...input);

const [locale, theme, token, message] = ["locale", "theme", "token", "message"].map((name) => asked.get(name));
document.documentElement.lang = locale || navigator.language;
if (theme === "dark" || theme === "light") {
  call("setTheme", theme);
  document.documentElement.style.colorScheme = theme;
}
// The page is the engine's own, and so is what rings.
call("update", { push: new URL("push-worker.js", (document.currentScript as HTMLScriptElement).src).href });
if (token) {
  call("identify", { token });
  // Whoever has the address later must not be them.
  asked.delete("token");
  history.replaceState(null, "", `#${asked.toString()}`);
}

call("on", "ready", () => {
  const root = document.querySelector("parley-chat")?.shadowRoot;
  if (root) wear(root, FILLED + (tell ? "" : NO_CLOSE));
  call("open");
  if (message) call("prefill", message);
  tell?.("ready", {});
});
call("on", "open", () => {
  const panel = document.querySelector("parley-chat")?.shadowRoot?.querySelector<HTMLElement>(".panel");
  if (!panel) return;
  document.documentElement.lang = panel.lang;
  document.title = panel.querySelector("#title")?.textContent ?? "";
});
call("on", "close", () => {
  tell?.("close", {});
  // Where the app does not take the page away, it goes on being the chat.
  call("open");
});
for (const name of ["unread", "started", "ended", "error"] as const)
  call("on", name, (detail: unknown) => tell?.(name, detail));

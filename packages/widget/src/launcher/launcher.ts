import type { Locale } from "@parley/protocol";
import type { Settings } from "../settings.ts";
import { launcherStyles } from "./styles.ts";

/** The few words there are before the panel is loaded. */
const WORDS: Record<Locale, [label: string, failure: string]> = {
  en: ["Open chat", "Chat could not load. Try again"],
  "zh-CN": ["打开聊天", "聊天加载失败，请重试"],
};

/** How the launcher looks now. */
export interface LauncherState extends Settings {
  open: boolean;
  failed: boolean;
}

/** The launcher on the page, in its own shadow root. */
export interface Launcher {
  readonly root: ShadowRoot;
  /** Where the panel goes. */
  readonly place: HTMLElement;
  readonly button: HTMLElement;
  draw: (state: LauncherState) => void;
}

/** Puts a launcher at the end of the page. `reach` is called when somebody is about to press. */
export function createLauncher(press: () => void, reach: () => void): Launcher {
  const create = <K extends keyof HTMLElementTagNameMap>(name: K, parent: Node) =>
    parent.appendChild(document.createElement(name));
  const root = create("div", document.body).attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyles);
  root.adoptedStyleSheets = [sheet];

  const place = create("div", root);
  const area = create("div", place);
  const failure = create("div", area);
  const retry = create("button", failure);
  const button = create("button", area);
  failure.role = "alert";
  button.className = "talk";
  // oxlint-disable unicorn/prefer-add-event-listener -- this is in every page; every byte counts
  button.onclick = retry.onclick = press;
  button.onpointerenter = button.onfocus = reach;

  return {
    root,
    place,
    button,
    draw({ theme, position, color = "", zIndex = 2_147_483_000, launcher, hidden, locale, open, failed }) {
      [button.ariaLabel, retry.textContent] = WORDS[locale];
      place.className = `parley ${theme}`;
      place.hidden = !!hidden;
      place.style.cssText = `--accent:${CSS.supports("color", color) ? color : "#3350d0"};--z:${+zIndex}`;
      area.className = `launcher ${position}`;
      button.hidden = !!launcher;
      button.ariaExpanded = `${open}`;
      failure.hidden = !failed;
    },
  };
}

import type { Settings } from "../settings.ts";
import { stay } from "./stay.ts";
import { launcherStyles } from "./styles.ts";

/** The few words there are before the panel is loaded, which has them in every language of its own. */
const WORDS = (locale: string) => (/^zh/i.test(locale) ? ["打开聊天", "请重试"] : ["Open chat", "Try again"]);

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
  addStyles: (styles: string) => void;
  draw: (state: LauncherState) => void;
  /** Takes it off the page. */
  leave: () => void;
}

/**
 * Puts a launcher at the end of the page, and keeps it there. `reach` is called when somebody is about to press,
 * `attached` whenever it was put on the page: `deaf` if it hears nothing any more, as after `document.open`.
 */
export function createLauncher(press: () => void, reach: () => void, attached: (deaf: boolean) => void): Launcher {
  const create = <K extends keyof HTMLElementTagNameMap>(name: K, parent: Node) =>
    parent.appendChild(document.createElement(name));
  const host = document.createElement("parley-chat");
  const root = host.attachShadow({ mode: "open" });
  const addStyles = (styles: string) => {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    } catch {
      // No such sheets here: an element. What a policy of the page lets scripts do, it mostly lets styles do too.
      const nonce = document.querySelector<HTMLElement>("[nonce]")?.nonce;
      Object.assign(create("style", root), { nonce, textContent: styles });
    }
  };
  addStyles(launcherStyles);
  const place = create("div", root);
  const button = create("button", place);
  const note = create("span", button);
  // Direction is what a shadow root inherits whatever its styles say. Words that go the other way say so themselves.
  place.dir = "ltr";
  // oxlint-disable unicorn/prefer-add-event-listener -- this is in every page; every byte counts
  button.onclick = press;
  button.onpointerenter = button.onfocus = reach;

  return {
    root,
    place,
    button,
    addStyles,
    leave: stay(host, () => attached(!button.onclick)),
    draw({ theme, position, color = "", zIndex = 2_147_483_000, launcher, hidden, locale, open, failed }) {
      const label = WORDS(locale)[failed ? 1 : 0] as string;
      // Out of the page's flow and of reach for its styles, and what copies of it the page keeps, too.
      host.style.cssText =
        `all:initial!important;position:fixed!important;bottom:0!important;z-index:${+zIndex}!important;` +
        `--accent:${window.CSS?.supports("color", color) && !color.startsWith("tr") ? color : "#3350d0"}`;
      place.className = `parley ${theme}`;
      place.hidden = hidden as boolean;
      button.className = `launcher ${position} ${open}`;
      button.hidden = (launcher && !failed) as boolean;
      // Not by its property, which Firefox has had since 119.
      button.setAttribute("aria-label", label);
      note.textContent = failed ? label : "";
    },
  };
}

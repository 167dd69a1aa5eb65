import { asksIn, dressOf, leaveIn, tagOptions, type WebSettings } from "@parley/protocol";
import { dress } from "./dress.ts";

declare global {
  interface Window {
    /** Shows the widget as an inbox would look that has these settings, in a language; `away`: while nobody is there. */
    parleyPreview?: (looks: WebSettings, locale: string, away: boolean) => void;
  }
}

// In the page that the console shows beside an inbox's settings: who writes there goes on writing there, whatever opens here.
const { focus } = HTMLElement.prototype;
HTMLElement.prototype.focus = function (...how) {
  if (document.hasFocus()) focus.apply(this, how);
};
addEventListener("load", () => window.parley?.("open"));

let shown: string[] = [];
let dressed = false;

window.parleyPreview = (looks, locale, away) => {
  const options = { ...tagOptions(looks), asks: formOf(looks, locale, away) };
  // What was taken away is as it comes.
  const gone = shown.filter((name) => !(name in options)).map((name) => [name, undefined] as const);
  shown = Object.keys(options);
  window.parley?.("update", {
    ...Object.fromEntries(gone),
    ...options,
    autoOpen: false,
    launcher: undefined,
    locale,
  });
  const worn = dressOf(looks, (logo) => logo);
  // What is saved stays on where nothing was told of it.
  if (worn || dressed) dress(document.baseURI, worn);
  dressed ||= worn !== undefined;
};

function formOf({ asks: wanted = {}, leave }: WebSettings, locale: string, away: boolean) {
  if (away && leave) return { ...leaveIn(locale, leave), message: true as const };
  const asks = asksIn(locale, wanted, String);
  return asks.fields.length > 0 || asks.consent ? asks : undefined;
}

import { document, type HostilePage } from "./site.ts";

const shop = "<header>A shop</header><main><p>With things to buy.</p></main><footer>Imprint</footer>";
const styled = (name: string, css: string, html?: string): HostilePage => ({
  name,
  html: (tag) => document(`<body>${shop}${tag}</body>`, `<style>${css}</style>`, html),
});

/** Pages whose styles or structure would move the widget, or be moved by it. */
export const layoutPages: readonly HostilePage[] = [
  styled(
    "whose body is a column with its footer at the end",
    "body{display:flex;flex-direction:column;justify-content:space-between;min-height:100vh;margin:0}",
  ),
  styled("whose body is a row with space between", "body{display:flex;justify-content:space-between}"),
  styled(
    "whose body is a grid with gaps",
    "body{display:grid;gap:40px;min-height:100vh;margin:0;grid-template-rows:auto 1fr auto}",
  ),
  styled("that centres everything", "html,body{height:100%}body{display:grid;place-content:center;margin:0}"),
  styled("in columns", "body{columns:3}"),
  styled(
    "that gives all elements a margin, a display and a transition",
    "*{margin:10px!important;display:block!important;transition:all 9s!important}head,head *,script{display:none!important}",
  ),
  styled(
    "that hides unknown elements and all in the body it does not know",
    "body>*:not(header,main,footer){display:none!important}:not(:defined){display:none!important}",
  ),
  styled("that resets all styles", "*{all:unset!important}head,head *,script{display:none!important}"),
  styled(
    "that gives everything a pointer, a filter and no events",
    "body *{pointer-events:none!important;filter:blur(2px)!important;opacity:.3!important}",
  ),
  styled(
    "whose root has a font size of 62.5 %",
    "html{font-size:62.5%}body{font:300 3rem/3 cursive;letter-spacing:9px;text-transform:uppercase}",
  ),
  styled("whose body has a transform and is long", "body{transform:translateZ(0);height:3000px;margin:0}"),
  styled("whose body has a filter and is short", "body{filter:grayscale(1);height:200px}"),
  styled("whose body contains its paint", "body{contain:layout paint;height:2000px}"),
  styled(
    "whose body scrolls, not the window",
    "html,body{height:100%;overflow:hidden;margin:0}main{height:50vh;overflow:auto}",
  ),
  styled(
    "whose body is positioned and above all",
    "body{position:relative;z-index:2147483647;isolation:isolate}main{position:relative;z-index:2147483647}",
  ),
  styled(
    "with custom properties of our names",
    ":root{--top:50px;--height:60px;--accent:transparent;--ink:#fff;--surface:red;--z:-1;--line:red;--on-accent:red}",
  ),
  styled("that is written from right to left", "body{margin:0}", '<html lang="en" dir="rtl">'),
  styled("that is written from top to bottom", "html{writing-mode:vertical-rl}"),

  {
    name: "in quirks mode",
    html: (tag) =>
      `<html><head><title>Old</title><link rel="icon" href="data:,"></head><body bgcolor="white"><table height="100%"><tr><td>Old</td></tr></table>${tag}</body></html>`,
  },
  {
    name: "of frames",
    html: (tag) =>
      `<html><head><title>Frames</title><link rel="icon" href="data:,">${tag}</head><frameset cols="50%,50%"><frame src="about:blank"><frame src="about:blank"></frameset></html>`,
  },
  {
    name: "in XHTML",
    headers: { "content-type": "application/xhtml+xml; charset=utf-8" },
    html: (tag) =>
      `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Strict</title><link rel="icon" href="data:,"/></head><body><p>Strict</p>${tag.replace("async", 'async=""')}</body></html>`,
  },
];

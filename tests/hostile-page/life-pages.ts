import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { document, type HostilePage } from "./site.ts";

/** A page, and what happens on it before the chat is used. */
export interface LivingPage extends HostilePage {
  act?: (page: Page) => Promise<void>;
  /** What the browser writes to the console by itself, and may. */
  noise?: string;
}

const plain = (tag: string) => document(`<body><main>A shop</main>${tag}</body>`);
const after = (name: string, script: string): LivingPage => ({
  name,
  html: plain,
  act: async (page) => {
    await page.locator("parley-chat").waitFor({ state: "attached" });
    await page.evaluate(script);
  },
});
const headScript = (name: string, script: string): LivingPage => ({
  name,
  html: (tag) => document(`<body><main>A shop</main>${tag}</body>`, `<script>${script}</script>`),
});
const inBody = (name: string, body: (engineUrl: string) => string, more?: LivingPage["more"]): LivingPage => ({
  name,
  html: (_tag, engineUrl) => document(`<body><main>A shop</main>${body(engineUrl)}</body>`),
  ...(more && { more }),
});

/** Pages that replace, clean or move what is on them. */
export const replacedPages: readonly LivingPage[] = [
  after("that replaces its body", "document.body.replaceWith(document.createElement('body'))"),
  after("that writes its body anew", "document.body.innerHTML = '<p>Another page</p>'"),
  after("that writes its document anew", "document.documentElement.innerHTML = '<head></head><body>New</body>'"),
  after(
    "that opens, writes and closes the document",
    "document.open(); document.write('<!doctype html><title>New</title><p>New'); document.close()",
  ),
  after(
    "that opens and writes the document, and never closes it",
    "document.open(); document.write('<!doctype html><title>New</title><body><p>New')",
  ),
  after(
    "that puts all it has into a wrapper, and empties that",
    `const wrapper = document.createElement("div"); wrapper.append(...document.body.childNodes); document.body.append(wrapper);
     const inner = document.createElement("div"); inner.append(...wrapper.childNodes); wrapper.append(inner); inner.textContent = ""`,
  ),
  after(
    "that removes what it does not know, at once and again and again",
    `new MutationObserver(() => document.body.querySelectorAll(":scope > parley-chat").forEach((e) => e.remove()))
       .observe(document.body, { childList: true }); document.querySelector("parley-chat").remove()`,
  ),
  after(
    "that brings back a copy of the page it has kept",
    `const kept = document.body.cloneNode(true); kept.style.cssText = "display:flex;gap:40px"; document.body.replaceWith(kept)`,
  ),
  after(
    "that goes through five bodies in a row",
    "for (let i = 0; i < 5; i++) document.body.replaceWith(document.createElement('body'))",
  ),
];

/** Pages whose scripts have changed what all scripts stand on. */
export const changedPages: readonly LivingPage[] = [
  headScript(
    "with enumerable keys in all objects and arrays",
    "Object.prototype.extend = function () {}; Object.prototype.style2 = 'red'; Array.prototype.each = function () {}; String.prototype.strip = function () {}",
  ),
  headScript(
    "with an AMD loader",
    "window.define = Object.assign(function () { throw Error('anonymous define') }, { amd: {} }); window.module = { exports: {} }; window.exports = {}",
  ),
  headScript(
    "whose library has its own way to write JSON",
    "for (const kind of [Array, String, Number, Object]) Object.defineProperty(kind.prototype, 'toJSON', { value() { return `'${this}'` } })",
  ),
  headScript("with another Promise", "window.Promise = class extends Promise {}"),
  headScript(
    "with a bind and a reduce of old",
    "Function.prototype.bind = function (o) { const f = this; return function () { return f.apply(o, arguments) } }; Array.prototype.reduce = undefined",
  ),
  headScript(
    "with frozen prototypes",
    "[Object, Array, Function, String, Promise].forEach((c) => Object.freeze(c.prototype))",
  ),
  headScript(
    "without fetch, idle callbacks and observers of sizes",
    "delete window.fetch; delete window.requestIdleCallback",
  ),
  headScript("whose elements are called as what scripts look for", "window.parley = undefined; window.name = 'parley'"),
  inBody(
    "with elements named after properties of the document",
    (url) =>
      `<form name="body2"></form><img name="currentScript" alt=""><script async src="${url}/widget.js"></script>`,
  ),
  headScript(
    "that keeps wheel and keys to itself",
    "for (const t of ['wheel', 'touchmove', 'keydown', 'keypress', 'paste', 'focusin']) addEventListener(t, (e) => { if (t === 'focusin') document.activeElement?.blur?.(); else e.preventDefault() })",
  ),
];

/** Pages that refuse what browsers may have. */
export const refusedPages: readonly LivingPage[] = [
  headScript(
    "that refuses locks",
    "navigator.locks.request = () => Promise.reject(new DOMException('no', 'SecurityError'))",
  ),
  headScript(
    "where asking for locks throws",
    "Object.defineProperty(navigator, 'locks', { get() { throw new DOMException('no', 'SecurityError') } })",
  ),
  headScript(
    "where storage throws",
    "for (const s of ['localStorage', 'sessionStorage']) Object.defineProperty(window, s, { get() { throw new DOMException('no', 'SecurityError') } })",
  ),
  headScript(
    "without storage",
    "for (const s of ['localStorage', 'sessionStorage']) Object.defineProperty(window, s, { value: null })",
  ),
  headScript(
    "whose storage is full",
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
  ),
  headScript(
    "without style sheets of scripts, CSS.supports and elementary others",
    "delete window.CSSStyleSheet; window.CSS = undefined; delete window.BroadcastChannel; delete window.Notification",
  ),
  headScript("without randomUUID", "delete Crypto.prototype.randomUUID"),
  {
    name: "in a sandbox without an origin",
    html: plain,
    headers: { "content-security-policy": "sandbox allow-scripts" },
  },
];

/** Ways in which the script comes to a page. */
export const loadedPages: readonly LivingPage[] = [
  inBody("as a module", (url) => `<script type="module" src="${url}/widget.js" data-position="right"></script>`),
  inBody("by import()", (url) => `<script>import("${url}/widget.js")</script>`),
  inBody("by import() in a module", (url) => `<script type="module">await import("${url}/widget.js?v=1")</script>`),
  inBody("with a slash in its query", (url) => `<script src="${url}/widget.js?ref=a/b&c=/d"></script>`),
  inBody("with defer", (url) => `<script defer src="${url}/widget.js"></script>`),
  inBody(
    "put in late by a script",
    (url) =>
      `<script>addEventListener("load", () => setTimeout(() => { const s = document.createElement("script"); s.src = "${url}/widget.js"; document.head.append(s) }, 50))</script>`,
  ),
  inBody(
    "evaluated as text, fetched by the page",
    (url) => `<script>fetch("${url}/widget.js").then((r) => r.text()).then((t) => (0, eval)(t))</script>`,
  ),
  inBody(
    "evaluated as text, by a tag without an address",
    (url) =>
      `<script>fetch("${url}/widget.js").then((r) => r.text()).then((t) => { const s = document.createElement("script"); s.text = t; document.head.append(s); s.remove() })</script>`,
  ),
  inBody(
    "as a blob: of what the page has fetched",
    (url) =>
      `<script>fetch("${url}/widget.js").then((r) => r.blob()).then((b) => { const s = document.createElement("script"); s.src = URL.createObjectURL(b); document.head.append(s) })</script>`,
  ),
  {
    name: "as a blob: of what the site has, with the address of the engine at the tag",
    html: (_tag, url) =>
      document(
        `<body><main>A shop</main><script>fetch("all.js").then((r) => r.blob()).then((b) => { const s = document.createElement("script"); s.src = URL.createObjectURL(b); s.dataset.engine = "${url}"; document.head.append(s) })</script></body>`,
      ),
    more: { "all.js": () => readFileSync("packages/widget/dist/browser/widget.js", "utf8") },
  },
  {
    name: "merged with the scripts of the site, whose tag says where the engine is",
    html: (_tag, url) =>
      document(`<body><main>A shop</main><script src="all.js" data-engine="${url}"></script></body>`),
    // The parts are looked for beside the script first.
    noise: "404 (Not Found)",
    more: { "all.js": () => `var a = 1;${readFileSync("packages/widget/dist/browser/widget.js", "utf8")}` },
  },
  inBody(
    "written by the page",
    (url) => `<script>document.write('<script src="${url}/widget.js"><\\/script>')</script>`,
  ),
  inBody(
    "twice",
    (url) => `<script src="${url}/widget.js"></script><script src="${url}/widget.js" data-color="red"></script>`,
  ),
  inBody(
    "and is booted by hand, with the engine's address",
    (url) =>
      `<script src="${url}/widget.js" data-boot="manual"></script><script>parley("boot", { engine: "${url}" })</script>`,
  ),
  inBody(
    "below a base that is elsewhere",
    (url) => `<base href="https://cdn.example/x/"><script src="${url}/widget.js"></script>`,
  ),
  {
    name: "in the head, before there is a body",
    html: (_tag, url) => document("<body><main>A shop</main></body>", `<script src="${url}/widget.js"></script>`),
  },
  {
    name: "merged with the scripts of the site, which says where the engine is",
    html: (_tag, url) =>
      document(
        `<body><main>A shop</main><script>window.parley = function () { (parley.q = parley.q || []).push(arguments) }; parley("boot", { engine: "${url}" })</script><script src="all.js"></script></body>`,
      ),
    // The parts are looked for beside the script first.
    noise: "404 (Not Found)",
    more: { "all.js": () => `var a = 1;${readFileSync("packages/widget/dist/browser/widget.js", "utf8")}` },
  },
];

/** Orders in which a page may call verbs; each leaves a widget that works. */
export const verbPages: readonly LivingPage[] = [
  ["shutdown before boot", `parley("shutdown"); parley("boot")`],
  ["words to send before boot", `parley("prefill", "hello"); parley("boot")`],
  ["shutdown right before boot", `parley("boot"); parley("shutdown"); parley("boot", {})`],
  ["unmount right before boot", `parley("boot"); parley("unmount"); parley("boot")`],
  ["boot twice", `parley("boot"); parley("boot", { title: "Help" })`],
  ["open before boot", `parley("open"); parley("boot")`],
  [
    "verbs that do not exist or have no input",
    `parley("boot"); parley("explode"); parley("identify"); parley("page"); parley("update"); parley("on"); parley()`,
  ],
  [
    "a selector that is none",
    `parley("boot"); parley("update", { launcher: "a[" }); document.body.click(); parley("update", { launcher: undefined })`,
  ],
  [
    "a hundred thousand calls before the chat is there",
    `parley("boot", { lazy: true }); for (let i = 0; i < 1e5; i++) parley("page", { url: location.href })`,
  ],
].map(([name = "", script]) =>
  inBody(name, (url) => `<script src="${url}/widget.js" data-boot="manual"></script><script>${script}</script>`),
);

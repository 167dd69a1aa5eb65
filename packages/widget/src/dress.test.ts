import { afterEach, expect, test, vi } from "vitest";
import { dress } from "./dress.ts";

const styles = ".parley .launcher{bottom:90px}";
const picture = { address: "logo?x", styles: '.parley .avatar{background:url("LOGO")}' };

/** Puts a widget on the page, as the loader does. */
function widget(): ShadowRoot {
  const host = document.createElement("parley-chat");
  document.body.append(host);
  return host.attachShadow({ mode: "open" });
}
const ready = () => document.dispatchEvent(new CustomEvent("parley:ready"));
const stylesOf = (root: ShadowRoot) =>
  root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText)).join("\n");

afterEach(() => {
  dress("");
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

test("a widget is dressed as soon as it is there, with its picture only once that is loaded", () => {
  const images: HTMLImageElement[] = [];
  vi.stubGlobal("Image", function image() {
    images.push(document.createElement("img"));
    return images.at(-1);
  });
  dress("https://chat.example/i/shop/", { styles, picture });
  const root = widget();
  ready();
  expect(stylesOf(root)).toContain("bottom: 90px");
  expect(images[0]?.src).toBe("https://chat.example/i/shop/logo?x");
  // What a policy refuses never comes, and nothing is missing.
  expect(stylesOf(root)).not.toContain("avatar");
  images[0]?.dispatchEvent(new Event("load"));
  expect(stylesOf(root)).toContain("https://chat.example/i/shop/logo?x");
});

test("who is ready before the page has a body is dressed when it is put there", async () => {
  dress("https://chat.example/i/shop/", { styles });
  ready();
  const root = widget();
  await expect.poll(() => stylesOf(root)).toContain("bottom: 90px");
});

const base = "https://chat.example/i/shop/";
const other = { styles: ".parley .launcher{bottom:7px}" };
const timesIn = (root: ShadowRoot, said: string) => stylesOf(root).split(said).length - 1;

test("a widget that was there already is dressed too, and each that follows it once", () => {
  const first = widget();
  dress(base, { styles });
  ready();
  expect(timesIn(first, "bottom: 90px")).toBe(1);
  dress(base, { styles });
  first.host.remove();
  const second = widget();
  ready();
  ready();
  expect(timesIn(second, "bottom: 90px")).toBe(1);
});

test("another inbox's dress takes the place of the one before, and one that has none takes it off", () => {
  const images: HTMLImageElement[] = [];
  vi.stubGlobal("Image", function image() {
    images.push(document.createElement("img"));
    return images.at(-1);
  });
  const root = widget();
  dress(base, { styles, picture });
  dress("https://chat.example/i/other/", other);
  // What comes late is nobody's any more.
  images[0]?.dispatchEvent(new Event("load"));
  ready();
  expect(stylesOf(root)).toBe(".parley .launcher { bottom: 7px; }");
  dress("https://chat.example/i/plain/");
  expect(stylesOf(root)).toBe("");
  root.host.remove();
  const next = widget();
  ready();
  expect(stylesOf(next)).toBe("");
});

test("what a browser without such sheets was dressed with is taken off too", () => {
  vi.stubGlobal("CSSStyleSheet", undefined);
  const root = widget();
  dress(base, { styles });
  expect(root.querySelectorAll("style")).toHaveLength(1);
  dress(base, other);
  expect([...root.querySelectorAll("style")].map(({ textContent }) => textContent)).toEqual([other.styles]);
});

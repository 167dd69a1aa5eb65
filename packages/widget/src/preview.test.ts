// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { dress } from "./dress.ts";
import { mount } from "./index.ts";
import "./preview.ts";

afterEach(() => {
  mount().shutdown();
  dress("");
});

const root = () => document.querySelector("parley-chat")?.shadowRoot;
const styles = () => [...(root()?.querySelectorAll("style") ?? [])].map(({ textContent }) => textContent).join("");
const looks = () => mount().diagnose();

// A page of its own, in which nothing was shown before: first.
test("what is saved stays on where nothing was told of it", () => {
  mount({ lazy: true });
  dress("https://chat.example/i/web/", { styles: ".parley .launcher{bottom:7px}" });
  window.parleyPreview?.({ texts: { en: { bot: "Pat" } } }, "en", false);
  expect(styles()).toContain("bottom:7px");
});

test("[V10] looks that are not saved are shown, and gone when they are taken away", () => {
  mount({ lazy: true, color: "#111111" });
  window.parleyPreview?.(
    { color: "#0a7d33", greeting: { de: "Hallo" }, launcher: { offset: { bottom: 48 } } },
    "de",
    false,
  );
  expect(looks()).toMatchObject({ color: "#0a7d33", greetingDe: "Hallo", locale: "de" });
  expect(styles()).toContain("bottom:48px");
  window.parleyPreview?.({}, "en", false);
  expect(looks()).toMatchObject({ color: undefined, greetingDe: undefined, locale: "en" });
  expect(styles()).not.toContain("bottom:48px");
});

test("[Q1, Q4] of two forms the one is shown that holds while somebody is there, or nobody", () => {
  mount({ lazy: true });
  const forms = { asks: { fields: [{ field: "name" }] }, leave: { fields: [{ field: "email" }] } };
  window.parleyPreview?.(forms, "en", false);
  expect(looks()).toMatchObject({ asks: { fields: [{ field: "name" }] } });
  window.parleyPreview?.(forms, "en", true);
  expect(looks()).toMatchObject({ asks: { message: true, fields: [{ field: "email" }] } });
});

test("what opens beside the form takes no focus from who writes in it", () => {
  const button = document.body.appendChild(document.createElement("button"));
  document.hasFocus = () => false;
  button.focus();
  expect(document.activeElement).toBe(document.body);
  document.hasFocus = () => true;
  button.focus();
  expect(document.activeElement).toBe(button);
});

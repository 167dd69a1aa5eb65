import { describe, expect, test } from "vitest";
import { kindOf, templated, wordsOf } from "./sending.ts";

const choices = (count: number, label = "Yes") =>
  Array.from({ length: count }, (_, index) => ({ label: `${label} ${index}`, value: `v${index}` }));

describe("what words and choices become", () => {
  test("words", () => {
    expect(wordsOf({ text: "Hello *you*" })).toEqual([
      { type: "text", text: { body: "Hello *you*", preview_url: false } },
    ]);
  });

  test("three short choices are buttons", () => {
    const reply = (index: number) => ({ type: "reply", reply: { id: `v${index}`, title: `Yes ${index}` } });
    expect(wordsOf({ text: "Which?", choices: choices(3) })).toEqual([
      {
        type: "interactive",
        interactive: {
          type: "button",
          body: { text: "Which?" },
          action: { buttons: [reply(0), reply(1), reply(2)] },
        },
      },
    ]);
  });

  test.each([choices(4), choices(2, "A label of 22 letters")])(
    "more of them, or longer ones, are a list",
    (...many) => {
      const rows = many.map(({ label, value }) => ({ id: value, title: label }));
      expect(wordsOf({ text: "Which?", choices: many })).toMatchObject([
        { interactive: { type: "list", action: { sections: [{ rows }] } } },
      ]);
    },
  );

  test("long words stand before the buttons", () => {
    const text = "x".repeat(1_025);
    const [first, second] = wordsOf({ text, choices: choices(1) });
    expect(first).toMatchObject({ type: "text", text: { body: text } });
    expect(second).toMatchObject({ type: "interactive", interactive: { body: { text: "👇" } } });
  });
});

test("a template's field has one line and an end", () => {
  const template = templated({ name: "answer", language: "zh_CN" }, `one\n\n\ttwo      three ${"x".repeat(2_000)}`);
  expect(template).toMatchObject({ type: "template", template: { name: "answer", language: { code: "zh_CN" } } });
  expect(JSON.stringify(template)).toContain('"one two three xxx');
  expect(JSON.stringify(template).length).toBeLessThan(1_100);
});

test.each<[Parameters<typeof kindOf>[0], string]>([
  [{ kind: "image", type: "image/png", bytes: 9 }, "image"],
  [{ kind: "image", type: "image/png", bytes: 6 * 1024 ** 2 }, "document"],
  [{ kind: "image", type: "image/webp", bytes: 9 }, "document"],
  [{ kind: "audio", type: "audio/ogg", bytes: 9 }, "audio"],
  [{ kind: "video", type: "video/webm", bytes: 9 }, "document"],
  [{ kind: "document", type: "application/pdf", bytes: 9 }, "document"],
])("%j goes as %s", (file, kind) => {
  expect(kindOf(file)).toBe(kind);
});

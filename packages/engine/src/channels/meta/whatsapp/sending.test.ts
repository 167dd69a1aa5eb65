import { describe, expect, onTestFinished, test } from "vitest";
import type { Outgoing } from "../../../spine/port.ts";
import type { Part } from "../../../spine/render.ts";
import { memoryOfNobody } from "../../shared/memory.test.kit.ts";
import { createGraph } from "../graph.ts";
import { type Mood, openMeta, SECRETS } from "../peer.test.kit.ts";
import { apart, kindOf, send, templated, wordsOf } from "./sending.ts";

const choices = (count: number, label = "Yes") =>
  Array.from({ length: count }, (_, index) => ({ label: `${label} ${index}`, value: `v${index}` }));

describe("what words and choices become", () => {
  test("words", () => {
    expect(wordsOf({ text: "Hello *you*" })).toEqual({
      type: "text",
      text: { body: "Hello *you*", preview_url: false },
    });
  });

  test("three short choices are buttons", () => {
    const reply = (index: number) => ({ type: "reply", reply: { id: `v${index}`, title: `Yes ${index}` } });
    expect(wordsOf({ text: "Which?", choices: choices(3) })).toEqual({
      type: "interactive",
      interactive: { type: "button", body: { text: "Which?" }, action: { buttons: [reply(0), reply(1), reply(2)] } },
    });
  });

  test.each([choices(4), choices(2, "A label of 22 letters")])(
    "more of them, or longer ones, are a list",
    (...many) => {
      const rows = many.map(({ label, value }) => ({ id: value, title: label }));
      expect(wordsOf({ text: "Which?", choices: many })).toMatchObject({
        interactive: { type: "list", action: { sections: [{ rows }] } },
      });
    },
  );

  test("long words are a message of their own before the buttons", () => {
    const text = "x".repeat(1_025);
    expect(apart({ text, choices: choices(1) })).toEqual([{ text }, { text: "👇", choices: choices(1) }]);
    expect(apart({ text })).toEqual([{ text }]);
    expect(apart({ text: "Which?", choices: choices(1) })).toEqual([{ text: "Which?", choices: choices(1) }]);
  });
});

describe("a template's field", () => {
  const answer = { name: "answer", language: "zh_CN" };
  const file = { file: {} } as unknown as Part;

  test("has one line, with the choices as words", () => {
    const parts = [{ text: "one\n\n\ttwo      three" }, { text: "Which?", choices: choices(2) }];
    const parameters = [{ type: "text", text: "one two three Which? 1. Yes 0 2. Yes 1" }];
    expect(templated(answer, parts)).toMatchObject({
      type: "template",
      template: { name: "answer", language: { code: "zh_CN" }, components: [{ parameters }] },
    });
  });

  test.each<[string, Part[], boolean]>([
    ["all that it can hold", [{ text: "x".repeat(900) }], true],
    ["more than it can hold", [{ text: "x".repeat(901) }], false],
    ["several that are more together", [{ text: "x".repeat(600) }, { text: "x".repeat(600) }], false],
    ["a file", [{ ...file, text: "manual.pdf" }], false],
  ])("%s", (_, parts, isThere) => {
    expect(templated(answer, parts) !== undefined).toBe(isThere);
  });
});

describe("what is cut short", () => {
  /** Somebody on WhatsApp, and a Meta that does this with one message after the other. */
  async function open(...moods: Mood[]) {
    const meta = await openMeta("whatsapp");
    onTestFinished(() => meta.close());
    meta.will(...moods);
    const { token, appSecret } = SECRETS;
    const graph = createGraph(
      { fetch: (url, init) => fetch(url, init) },
      { root: `${meta.api}/v23.0`, token, appSecret },
    );
    const template = { name: "answer", language: "en" };
    const sender = { graph, memory: memoryOfNobody(), phoneNumberId: meta.accountId, template };
    const said = (parts: Part[]) => ({ to: "49170", key: "a/1", attempts: 1, parts }) as unknown as Outgoing;
    return {
      says: (parts: Part[]) => send(sender, said(parts), AbortSignal.timeout(60_000)),
      sees: () => meta.shown("49170").map(({ text }) => text),
    };
  }

  test("long words with buttons: the words do not come twice where the buttons were refused", async () => {
    const { sees, says } = await open("well", "asks to wait");
    const text = "x".repeat(1_500);
    const parts = [{ text, choices: choices(1) }];
    expect((await says(parts)).is).toBe("later");
    expect((await says(parts)).is).toBe("sent");
    expect(sees()).toEqual([text, "👇"]);
  });

  test("what a template does not hold is not said to be sent", async () => {
    const { sees, says } = await open("blocks");
    const reason = "Re-engagement message (131047): it does not fit into the template.";
    expect(await says([{ text: `${"word ".repeat(400)}THE END` }])).toEqual({ is: "blocked", reason });
    expect(sees()).toEqual([]);
  });

  test("a template says what was not said before", async () => {
    const { sees, says } = await open("well", "blocks");
    const result = await says([{ text: "one" }, { text: "two" }, { text: "three" }]);
    expect(result.is).toBe("sent");
    expect(sees()).toEqual(["one", "two three"]);
  });
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

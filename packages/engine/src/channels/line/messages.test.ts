import type { Content } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import { render } from "../../spine/render.ts";
import { isTokenOver, LineError, resultOf } from "./api.ts";
import { line } from "./line.ts";
import { cardsOf, messageOf } from "./messages.ts";
import { retryKeyOf } from "./sending.ts";

const carry = ({ label, value }: { label: string; value: string }) => Promise.resolve(`${label}=${value}`);
const shown = async (content: Content) => {
  const cards = await cardsOf(content, carry);
  return cards ? [cards] : await Promise.all(render(content, line().can).map((part) => messageOf(part, carry)));
};
const postback = (label: string, value: string) => ({
  type: "postback",
  label,
  data: `${label}=${value}`,
  displayText: label,
});
const words = (text: string, more = {}) => ({ type: "text", text, wrap: true, ...more });
const box = (...contents: object[]) => ({ type: "box", layout: "vertical", spacing: "sm", contents });
const button = (action: object) => ({ type: "button", style: "link", height: "sm", action });

describe("what becomes of what is said", () => {
  test.each<[string, Content, object[]]>([
    [
      "words",
      { type: "text", text: "**你好** [here](https://a.example)" },
      [{ type: "text", text: "你好 here (https://a.example)" }],
    ],
    [
      "a long text",
      { type: "text", text: "长".repeat(5_001) },
      [
        { type: "text", text: "长".repeat(5_000) },
        { type: "text", text: "长" },
      ],
    ],
    [
      "choices",
      { type: "text", text: "Which?", choices: [{ label: "退货", value: "return" }] },
      [
        {
          type: "text",
          text: "Which?",
          quickReply: { items: [{ type: "action", action: postback("退货", "return") }] },
        },
      ],
    ],
    [
      "choices that are too long for the row over the keyboard",
      { type: "text", text: "Which?", choices: [{ label: "Send all of it back to the shop", value: "return" }] },
      [
        {
          type: "flex",
          altText: "Which?",
          contents: {
            type: "bubble",
            body: box(words("Which?")),
            footer: box(button(postback("Send all of it back to the shop", "return"))),
          },
        },
      ],
    ],
    [
      "choices that are too many",
      {
        type: "text",
        text: "Which?",
        choices: Array.from({ length: 14 }, (_, index) => ({ label: `${index}`, value: `${index}` })),
      },
      [
        {
          type: "text",
          text: ["Which?", ...Array.from({ length: 14 }, (_, index) => `${index + 1}. ${index}`)].join("\n"),
        },
      ],
    ],
    [
      "cards",
      {
        type: "cards",
        text: "Tea · EUR 4.50",
        cards: [
          {
            title: "Tea",
            text: "Green",
            price: { amount: 4.5, currency: "EUR" },
            facts: [{ label: "Size", value: "100 g" }],
            image: { url: "https://shop.example/tea.jpg" },
            buttons: [
              { label: "Buy", value: "buy" },
              { label: "Look", url: "https://shop.example/tea" },
            ],
          },
        ],
      },
      [
        {
          type: "flex",
          altText: "Tea · EUR 4.50",
          contents: {
            type: "carousel",
            contents: [
              {
                type: "bubble",
                hero: {
                  type: "image",
                  url: "https://shop.example/tea.jpg",
                  size: "full",
                  aspectRatio: "20:13",
                  aspectMode: "cover",
                },
                body: box(words("Tea · EUR 4.50", { weight: "bold" }), words("Green"), words("Size: 100 g")),
                footer: box(
                  button(postback("Buy", "buy")),
                  button({ type: "uri", label: "Look", uri: "https://shop.example/tea" }),
                ),
              },
            ],
          },
        },
      ],
    ],
    [
      "a card whose button has no room",
      {
        type: "cards",
        text: "Tea\n1. ...",
        cards: [{ title: "Tea", buttons: [{ label: "a".repeat(41), value: "a" }] }],
      },
      [{ type: "text", text: "Tea\n1. ..." }],
    ],
  ])("%s", async (_, content, messages) => {
    expect(await shown(content)).toEqual(messages);
  });

  const file = { name: "tea.jpg", kind: "image" as const, type: "image/jpeg", bytes: 2_000_000, async *read() {} };
  const at = "https://chat.example/files/1";
  const picture = { whole: `${at}/tea.jpg`, preview: `${at}/preview` };
  test.each([
    [
      "a picture",
      file,
      picture,
      { type: "image", originalContentUrl: picture.whole, previewImageUrl: picture.preview },
    ],
    [
      "a small picture",
      { ...file, bytes: 9 },
      { whole: at },
      { type: "image", originalContentUrl: at, previewImageUrl: at },
    ],
    ["a picture without a small one", file, { whole: at }, { type: "text", text: `📎 tea.jpg\n${at}` }],
    [
      "a picture that is too large",
      { ...file, bytes: 11_000_000 },
      picture,
      { type: "text", text: `📎 tea.jpg\n${picture.whole}` },
    ],
    [
      "a picture that moves",
      { ...file, type: "image/gif" },
      picture,
      { type: "text", text: `📎 tea.jpg\n${picture.whole}` },
    ],
    [
      "a picture without https",
      file,
      { whole: "http://a.example/1" },
      { type: "text", text: "📎 tea.jpg\nhttp://a.example/1" },
    ],
    ["a picture of an engine without an address", file, undefined, { type: "text", text: "📎 tea.jpg" }],
  ])("%s", async (_, given, link, message) => {
    const linked = link && { link: () => Promise.resolve(link) };
    expect(await messageOf({ text: "tea.jpg", file: { ...given, ...linked } }, carry)).toEqual(message);
  });
});

test.each<[number, string, string]>([
  [429, "The API rate limit has been exceeded. Try again later.", "later"],
  [429, "You have reached your monthly limit.", "blocked"],
  [401, "Authentication failed due to the following reason: invalid token.", "later"],
  [403, "Access to this API is not available for your account", "later"],
  [500, "Internal error", "later"],
  [502, "", "later"],
  [400, "The property, 'to', in the request body is invalid", "failed"],
  [413, "Request exceeds the max size of 2MB.", "failed"],
])("LINE says %i, %s: that is %s", (status, reason, is) => {
  expect(resultOf(new LineError(status, reason))).toEqual({ is, reason });
});

test("what is no word of LINE's is tried again", () => {
  expect(() => resultOf(new Error("socket hang up"))).toThrow("socket hang up");
  expect(isTokenOver(new Error("Invalid reply token"))).toBe(false);
  expect(isTokenOver(new LineError(400, "Invalid reply token"))).toBe(true);
});

test("a retry key is a UUID, one for each call of a message", () => {
  const keys = [retryKeyOf("a/1", 0), retryKeyOf("a/1", 1), retryKeyOf("a/2", 0)];
  expect(new Set([...keys, retryKeyOf("a/1", 0)]).size).toBe(3);
  for (const key of keys) expect(key).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
});

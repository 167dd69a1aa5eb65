import type { Card, Choice, Content } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import { cardsInWords } from "../text/in-words.ts";
import { render, type Shows } from "./render.ts";
import { split } from "./split.ts";

const plain: Shows = { text: { most: 2_000, in: "characters" } };
const buttons: Shows = { ...plain, choices: { most: 3, label: 20 } };
const choice = (label: string): Choice => ({ label, value: `intent:${label}` });
const offer = (...labels: string[]): Content => ({ type: "text", text: "Which one?", choices: labels.map(choice) });
const said = (text: string): Content => ({ type: "text", text });

const photo = { id: "0192aaaa", name: "my_*new*_photo.jpg", kind: "image", type: "image/jpeg", bytes: 9 } as const;

test.each<[string, Content, Shows, unknown]>([
  ["a file", { type: "file", text: photo.name, file: photo }, plain, [{ text: `📎 ${photo.name}` }]],
  ["marks", said("Hello **you**, it is `free`."), plain, [{ text: "Hello you, it is free." }]],
  ["marks where they are shown", said("Hello **you**"), { ...plain, markdown: true }, [{ text: "Hello **you**" }]],
  ["a link", said("See [our page](https://a.example/b)."), plain, [{ text: "See our page (https://a.example/b)." }]],
  ["an address", said("See https://a.example/b"), plain, [{ text: "See https://a.example/b" }]],
  [
    "the same words as a link",
    said("page, [page](https://a.example)"),
    plain,
    [{ text: "page, page (https://a.example)" }],
  ],
  [
    "a link with signs of replacement",
    said("[$& $1](https://a.example)"),
    plain,
    [{ text: "$& $1 (https://a.example)" }],
  ],
  ["a list", said("So:\n\n1. open\n2. close"), plain, [{ text: "So:\n1. open\n2. close" }]],
  ["choices without buttons", offer("Refund", "退货"), plain, [{ text: "Which one?\n1. Refund\n2. 退货" }]],
  ["choices as buttons", offer("A", "B"), buttons, [{ text: "Which one?", choices: [choice("A"), choice("B")] }]],
  ["more choices than buttons", offer("A", "B", "C", "D"), buttons, [{ text: "Which one?\n1. A\n2. B\n3. C\n4. D" }]],
  ["a label too long", offer("x".repeat(21)), buttons, [{ text: `Which one?\n1. ${"x".repeat(21)}` }]],
  ["a choice that was picked", { type: "choice", text: "Refund", value: "intent:refund" }, plain, [{ text: "Refund" }]],
])("%s", (_, content, shows, shown) => {
  expect(render(content, shows)).toEqual(shown);
});

const quote = { id: "0192bbbb", by: "agent", name: "Ann", text: "Which one?" } as const;
const pick = { label: "Take it", value: "shoe" };
const shoe = {
  title: "Shoe *2*",
  text: "Red.",
  price: { amount: 49.9, currency: "EUR" },
  facts: [{ label: "Size", value: "40" }],
  image: photo,
  buttons: [pick, { label: "See it", url: "https://shop.example/shoe" }],
};
const shoeInWords = `Shoe *2* · EUR 49.90\nRed.\nSize: 40\nSee it: https://shop.example/shoe\n📎 ${photo.name}`;
const sock = { title: "Sock", image: { url: "https://shop.example/sock.jpg" } };
const sockInWords = "Sock\nhttps://shop.example/sock.jpg";
const cardsOf = (...cards: Card[]): Content => ({ type: "cards", text: cardsInWords(cards), cards });
const asked: Content = {
  type: "form",
  text: "Your return\n1. Name\n2. Reason (Too small / Too *big*) (optional)",
  form: { title: "Your return", fields: [{ field: "name", kind: "text", required: true }] },
};
const here: Content = {
  type: "place",
  text: "Shop\ngeo:31.2304,121.4737",
  place: { latitude: 31.2304, longitude: 121.4737, label: "Shop" },
};
const marks: Shows = { ...plain, markdown: true };

test.each<[string, Content, Shows, unknown]>([
  ["a card without buttons", cardsOf(sock), plain, [{ text: sockInWords }]],
  ["a card without buttons, where there are some", cardsOf(sock), buttons, [{ text: sockInWords }]],
  ["a card with a choice, in words", cardsOf(shoe), plain, [{ text: `${shoeInWords}\n1. Take it` }]],
  ["a card with a choice, as a button", cardsOf(shoe), buttons, [{ text: shoeInWords, choices: [pick] }]],
  [
    "several cards in words are one message, numbered through",
    cardsOf(shoe, sock, shoe),
    marks,
    [{ text: `${shoeInWords}\n1. Take it\n\n${sockInWords}\n\n${shoeInWords}\n2. Take it` }],
  ],
  [
    "several cards with buttons are as many messages",
    cardsOf(shoe, sock),
    buttons,
    [{ text: shoeInWords, choices: [pick] }, { text: sockInWords }],
  ],
  [
    "cards of which one has more than there is room for",
    cardsOf(sock, { ...sock, buttons: [{ label: "x".repeat(21), value: "long" }] }),
    buttons,
    [{ text: `${sockInWords}\n\n${sockInWords}\n1. ${"x".repeat(21)}` }],
  ],
  ["a form", asked, plain, [{ text: asked.text }]],
  ["a form where there are marks and buttons", asked, { ...marks, ...buttons }, [{ text: asked.text }]],
  ["a place", here, plain, [{ text: "Shop\ngeo:31.2304,121.4737" }]],
  ["a place where there are marks", here, marks, [{ text: "Shop\ngeo:31.2304,121.4737" }]],
  [
    "what was written in a form",
    { type: "filled", text: "Name: *Bo*", form: { id: "0192cccc", fields: [] } },
    plain,
    [{ text: "Name: *Bo*" }],
  ],
  ["words that quote", { ...said("**This** one"), quote } as Content, plain, [{ text: "> Which one?\nThis one" }]],
  [
    "words that quote, with marks",
    { ...said("**This** one"), quote } as Content,
    marks,
    [{ text: "> Which one?\n**This** one" }],
  ],
  [
    "words that quote and offer",
    { ...offer("A"), quote } as Content,
    buttons,
    [{ text: "> Which one?\nWhich one?", choices: [choice("A")] }],
  ],
  [
    "a file that quotes",
    { type: "file", text: photo.name, file: photo, quote },
    plain,
    [{ text: `> Which one?\n📎 ${photo.name}` }],
  ],
])("[C5, C8, C9, C10, C11, C12] %s", (_, content, shows, shown) => {
  expect(render(content, shows)).toEqual(shown);
});

test("buttons come with the last part of what is too long", () => {
  const content: Content = { type: "text", text: "One two. Three four.", choices: [choice("A")] };
  expect(render(content, { ...buttons, text: { most: 10, in: "characters" } })).toEqual([
    { text: "One two." },
    { text: "Three" },
    { text: "four.", choices: [choice("A")] },
  ]);
});

describe("a text that is too long", () => {
  test.each([
    ["between paragraphs", "One two\n\nthree four five", 20, ["One two", "three four five"]],
    ["between lines", "first line\nsecond line", 15, ["first line", "second line"]],
    ["between sentences", "It is. It was. It will", 15, ["It is. It was.", "It will"]],
    ["between Chinese sentences", "您好。请稍等。马上就来", 8, ["您好。请稍等。", "马上就来"]],
    ["between words", "some more words here", 11, ["some more", "words here"]],
    ["where there is no place", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["at a decimal point not", "about 3.14159 and more", 8, ["about", "3.14159", "and more"]],
  ])("is cut %s", (_, text, most, parts) => {
    expect(split(text, { most, in: "characters" })).toEqual(parts);
  });

  test.each(["👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "e\u0301e\u0301e\u0301", "🇨🇳🇩🇪🇫🇷", "中文字"])("is not cut within a character: %s", (text) => {
    const whole = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)];
    expect(split(text, { most: 1, in: "characters" })).toEqual(whole.map(({ segment }) => segment));
    expect(split(text, { most: 1, in: "bytes" })).toEqual(whole.map(({ segment }) => segment));
  });

  test("is counted in bytes where the platform does", () => {
    const parts = split("中文字符很长".repeat(100), { most: 100, in: "bytes" });
    expect(parts.every((part) => Buffer.byteLength(part) <= 100)).toBe(true);
    expect(parts.join("")).toBe("中文字符很长".repeat(100));
  });

  test("loses nothing but white space, whatever it is", () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const letters = ["a", "b", "。", " ", "\n", ".", "!", "，", "中", "👍", "e\u0301", "\n\n"];
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: random(80) }, () => letters[random(letters.length)]).join("");
      const most = 1 + random(12);
      const parts = split(text, { most, in: "characters" });
      expect(parts.join("").replaceAll(/\s/gu, "")).toBe(text.replaceAll(/\s/gu, ""));
      const long = parts.filter((part) => [...new Intl.Segmenter().segment(part)].length > most);
      expect(long).toEqual([]);
    }
  });
});

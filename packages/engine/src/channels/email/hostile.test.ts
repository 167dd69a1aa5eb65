import { expect, test } from "vitest";
import { textOfHtml } from "./html.ts";
import { headersOf, readMail } from "./mail.ts";

const mail = (head: string, body = "hi") => readMail(Buffer.from(`From: a@b.example\r\n${head}\r\n\r\n${body}`));

test.each([
  ["columns that are said to be many", '<table><tr><td colspan="100000000" rowspan="9">hi</td></tr></table>', "hi"],
  ["elements within each other", `${"<b>".repeat(100_000)}hi`, "hi"],
  ["lists within each other", `${"<ul><li>".repeat(60_000)}hi`, "hi"],
  ["tables within each other", `${"<table><tr><td>".repeat(30_000)}hi`, "hi"],
  ["rows and columns", "<table><tr><th>A</th><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>", "A 1\nB 2"],
])("HTML is read whatever it is: %s", (_, html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test("a mail with more heads or lines than anybody writes is read, or handed on whole", async () => {
  expect(headersOf(Array.from({ length: 200_000 }, () => ({ key: "a", value: "1" }))).get("a")).toHaveLength(200_000);
  expect(await mail("a:1\r\n".repeat(40_000).trimEnd())).toMatchObject({ text: "hi", files: [] });
  const shredded = await mail("", "\n".repeat(200_000));
  expect(shredded).toMatchObject({ problem: "It has too many lines.", files: [{ name: "mail.eml" }] });
});

test("files that are too many are told of", async () => {
  const part = "--b\r\nContent-Type: application/x\r\n\r\nx\r\n";
  const { files, text } = await mail('Content-Type: multipart/mixed; boundary="b"', `${part.repeat(23)}--b--`);
  expect([files.length, text.trim()]).toEqual([20, "[3 ⨉ 📎 …]"]);
});

test.each([
  ["自动回复：我在休假", true],
  ["回复：自动回复：订单", true],
  ["Automatic reply: Order 12", true],
  ["Out of Office: back on Monday", true],
  ["How do I set up an auto reply?", false],
  ["怎么设置自动回复", false],
])("%s: whether a machine calls it so is %s", async (subject, isMachine) => {
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString("base64")}?=`;
  expect((await mail(`Subject: ${encoded}`)).isMachine).toBe(isMachine);
});

test("of a mail of which only the beginning was fetched, no part is taken for the whole", async () => {
  const raw = Buffer.from("From: a@b.example\r\nSubject: big\r\n\r\nhi");
  expect(await readMail(raw, 50 * 1024 ** 2)).toMatchObject({
    subject: "big",
    text: "",
    files: [],
    problem: "It is too large.",
  });
});

import { readFile, readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { render } from "../../spine/render.ts";
import { readJson } from "../passive/json.ts";
import { isSigned, sortedSha1 } from "../passive/signed.ts";
import { decode } from "./decode.ts";
import { asForm, asReply, can } from "./messages.ts";

const folder = new URL("./fixtures/", import.meta.url);
const vectors = JSON.parse(await readFile(new URL("vectors.json", folder), "utf8")) as {
  name: string;
  words: string[];
  signature: string;
}[];
const read = async (name: string) => decode(readJson(await readFile(new URL(`${name}.json`, folder), "utf8")) ?? {});
const sender = "9223372036854775807";
const at = Date.UTC(2012, 6, 16, 10, 9, 20);

test.each(vectors)("$name: the published signature is ours, and no other", ({ words, signature }) => {
  expect(sortedSha1(...words)).toBe(signature);
  expect(isSigned(signature.replace("9", "8"), sortedSha1(...words))).toBe(false);
});

test.each<[string, object]>([
  ["text", { text: '订单 "12" 到哪了？ 1234567890123456789' }],
  ["image", { text: "", files: [{ ref: "821804469000000001", name: "821804469000000001.jpg" }] }],
  ["voice", { text: "", files: [{ ref: "821804470", name: "821804470.amr" }] }],
  ["position", { text: "", place: { latitude: 39.982525, longitude: 116.308586, label: "我在这里" } }],
  ["click", { text: "退货", value: "退货" }],
])("what somebody sends is read, and ids stay as they are: %s", async (name, said) => {
  const told = await read(name);
  expect(told?.account).toBe("1902538057");
  expect(told?.message).toEqual({ id: expect.any(String) as string, from: { id: sender }, at, ...said });
});

test.each(["follow", "mention", "new-kind"])("what nobody said to us is no message: %s", async (name) => {
  const told = await read(name);
  expect(told?.from).toBe(sender);
  expect(told?.message).toBeUndefined();
});

test("two things are never one, and one thing is the same each time", async () => {
  const names = (await readdir(folder)).filter((name) => name !== "vectors.json").map((name) => name.slice(0, -5));
  const ids = await Promise.all(names.map(async (name) => (await read(name))?.id));
  expect(new Set(ids).size).toBe(names.length);
  expect((await read("text"))?.id).toBe((await read("text"))?.id);
});

test.each([
  "",
  "hello",
  "[]",
  "null",
  "{}",
  '{"type":"text"}',
  '{"type":"text","sender_id":1,"receiver_id":2,"created_at":"soon"}',
  "{".repeat(9),
])("what is no message is nothing: %j", (body) => {
  expect(decode(readJson(body) ?? {})).toBeUndefined();
});

test("a reply is JSON in JSON, written as in an address", () => {
  expect(asReply("456", "123", "中文消息")).toEqual({
    result: true,
    sender_id: "123",
    receiver_id: "456",
    type: "text",
    data: "%7B%22text%22%3A%22%E4%B8%AD%E6%96%87%E6%B6%88%E6%81%AF%22%7D",
  });
});

test("a message of the account is a form", () => {
  expect(asForm("t & t", "456", "纯文本回复").toString()).toBe(
    "access_token=t+%26+t&receiver_id=456&type=text&data=%7B%22text%22%3A%22%E7%BA%AF%E6%96%87%E6%9C%AC%E5%9B%9E%E5%A4%8D%22%7D",
  );
});

test.each([
  [
    "choices",
    "Which?",
    ["Which?\n1. Return\n2. Refund"],
    [
      { label: "Return", value: "a" },
      { label: "Refund", value: "b" },
    ],
  ],
  ["Markdown", "**Hello** [here](https://a.example)", ["Hello here (https://a.example)"], undefined],
])("what is said becomes words: %s", (_, text, due, choices) => {
  const parts = render({ type: "text", text, ...(choices && { choices }) }, can);
  expect(parts.map((part) => part.text)).toEqual(due);
});

test("a text is cut before it has 300 characters", () => {
  const whole = "订单已经发出。".repeat(100);
  const parts = render({ type: "text", text: whole }, can).map((part) => part.text);
  expect(parts.every((part) => part.length < 300)).toBe(true);
  expect(parts.join("")).toBe(whole);
});

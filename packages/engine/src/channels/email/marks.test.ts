import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { memoryOfNobody } from "../shared/memory.test.kit.ts";
import { base32, createMarks, fromBase32, marksKeys } from "./marks.ts";

const of = { inboxId: "email", domain: "shop.example" };

test("marks name a conversation, whichever node reads them and however they are written", async () => {
  const memory = memoryOfNobody();
  const [one, other] = await Promise.all([marksKeys(memory), marksKeys(memory)]);
  const marks = createMarks(one, of);
  const id = newId();
  const mark = marks.replyMark(id) ?? "";
  expect(`support+${mark}`.length).toBeLessThanOrEqual(64);
  expect(createMarks(other, of).readReplyMark(mark.toUpperCase())).toBe(id);
  expect(createMarks(other, of).readMessageId(marks.messageId(id, "a-1"))).toBe(id);
  expect(marks.messageId(id, "a")).toBe(marks.messageId(id, "a"));
});

test("a mark of another inbox, of another key, or with one bit changed is none", async () => {
  const keys = await marksKeys(memoryOfNobody());
  const marks = createMarks(keys, of);
  const id = newId();
  const mark = marks.replyMark(id) ?? "";
  expect(createMarks(keys, { ...of, inboxId: "other" }).readReplyMark(mark)).toBeUndefined();
  expect(createMarks(await marksKeys(memoryOfNobody()), of).readReplyMark(mark)).toBeUndefined();
  for (const [index, letter] of mark.split("").entries()) {
    if (letter === ".") continue;
    // The last letter of each part carries bits that stand for nothing.
    const next = (mark[index + 1] ?? ".") === "." ? undefined : letter === "a" ? "b" : "a";
    if (next === undefined) continue;
    expect(marks.readReplyMark(`${mark.slice(0, index)}${next}${mark.slice(index + 1)}`)).not.toBe(id);
  }
  const message = marks.messageId(id, "a");
  expect(marks.readMessageId(message.replace(".a.", ".b."))).toBeUndefined();
  expect(marks.readReplyMark(message)).toBeUndefined();
});

test("with a new key marks of the old one are still read", async () => {
  const [old] = await marksKeys(memoryOfNobody());
  const [made] = await marksKeys(memoryOfNobody());
  if (!old || !made) throw new Error("There are no keys.");
  const id = newId();
  const mark = createMarks([old], of).replyMark(id) ?? "";
  expect(createMarks([{ ...made, kid: "2" }, old], of).readReplyMark(mark)).toBe(id);
});

test.each(["", "a", "..", "a.1.b", "!.1.!", "a.b.c.d"])("%j is no mark", (mark) => {
  const marks = createMarks([{ kid: "1", key: "AAAA" }], of);
  expect([marks.readReplyMark(mark), marks.readMessageId(`<c.${mark}@x>`)]).toEqual([undefined, undefined]);
});

test("letters come back as the bytes that they stand for", () => {
  for (let length = 0; length < 40; length += 1) {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 73 + 41) & 255));
    expect(fromBase32(base32(bytes))).toEqual(bytes);
  }
});

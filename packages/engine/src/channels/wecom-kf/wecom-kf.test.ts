import { expect, test } from "vitest";
import { decode, type Item } from "./decode.ts";
import { asMessage, can, numberOf } from "./messages.ts";
import { nameOf, whoIs } from "./who.ts";

const base = { msgid: "m1", open_kfid: "wk1", external_userid: "wm1", send_time: 1_615_478_585, origin: 3 };
const said = (item: Partial<Item> & { msgtype: string }) => decode({ ...base, ...item });

test.each<[Partial<Item> & { msgtype: string }, object]>([
  [{ msgtype: "text", text: { content: "hello\nworld" } }, { text: "hello\nworld" }],
  [
    { msgtype: "text", text: { content: "退货", menu_id: "intent:1" } },
    { text: "退货", value: "intent:1" },
  ],
  [
    { msgtype: "image", image: { media_id: "a" } },
    { text: "", files: [{ ref: "a", name: "m1.jpg" }] },
  ],
  [
    { msgtype: "voice", voice: { media_id: "b" } },
    { text: "", files: [{ ref: "b", name: "m1.amr" }] },
  ],
  [
    { msgtype: "file", file: { media_id: "c", filename: "a.pdf" } },
    { text: "", files: [{ ref: "c", name: "a.pdf" }] },
  ],
  [
    { msgtype: "location", location: { latitude: 23.1, longitude: 113.3, name: "塔", address: "广州" } },
    { text: "", place: { latitude: 23.1, longitude: 113.3, label: "塔\n广州" } },
  ],
  [{ msgtype: "link", link: { title: "T", desc: "D", url: "https://a.example" } }, { text: "T\nD\nhttps://a.example" }],
  [{ msgtype: "channels_shop_order" }, { text: "[channels_shop_order]" }],
  [{ msgtype: "constructor" }, { text: "[constructor]" }],
  [{ msgtype: "toString" }, { text: "[toString]" }],
])("what somebody sends is read: %j", (item, due) => {
  expect(said(item).message).toEqual({ id: "m1", from: { id: "wk1/wm1" }, at: 1_615_478_585_000, ...due });
});

test.each<Partial<Item> & { msgtype: string }>([
  { msgtype: "text", text: { content: "hi" }, origin: 5 },
  { msgtype: "event", event: { event_type: "session_status_change" }, origin: 4 },
  { msgtype: "event", event: { event_type: "enter_session" }, origin: 4 },
])("what is not said to us is nothing: %j", (item) => {
  expect(said(item)).toEqual({});
});

test("who opens the chat can be welcomed, and what could not be delivered is said", () => {
  const event = (event: object) =>
    decode({ ...base, msgtype: "event", origin: 4, event: event as Item["event"] & object });
  expect(event({ event_type: "enter_session", welcome_code: "w" })).toEqual({ welcome: "w" });
  expect(event({ event_type: "msg_send_fail", fail_msgid: "n", fail_type: 4 })).toEqual({
    receipt: { externalId: "n", state: "failed", reason: "The chat is over: 48 hours have passed." },
  });
});

test("a number is the same for every attempt, another one for every part, and as the platform wants it", () => {
  const numbers = [numberOf("c/1", 0), numberOf("c/1", 1), numberOf("c/11", 0)];
  expect(new Set(numbers).size).toBe(3);
  expect(numbers.every((number) => /^[\w-]{1,32}$/.test(number))).toBe(true);
  expect(numberOf("c/1", 0)).toBe(numbers[0]);
});

test("what is said becomes what the platform takes", () => {
  const addressed = { touser: "wm1", open_kfid: "wk1", msgid: "n" };
  const choices = [{ label: "Yes", value: "y" }];
  expect(asMessage("wk1/wm1", { text: "hi" }, "n")).toEqual({ ...addressed, msgtype: "text", text: { content: "hi" } });
  expect(asMessage("wk1/wm1", { text: "hi?", choices }, "n")).toEqual({
    ...addressed,
    msgtype: "msgmenu",
    msgmenu: { head_content: "hi?", list: [{ type: "click", click: { id: "y", content: "Yes" } }], tail_content: "" },
  });
  expect(asMessage("wk1/wm1", { type: "file", media: "m" }, "n")).toEqual({
    ...addressed,
    msgtype: "file",
    file: { media_id: "m" },
  });
  expect(can.text).toEqual({ most: 2_048, in: "bytes" });
  expect(whoIs(nameOf({ kf: "wk1", user: "a/b" }))).toEqual({ kf: "wk1", user: "a/b" });
});

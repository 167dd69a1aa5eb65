import { readFile, readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { readXml, writeXml } from "./xml.ts";

const folder = new URL("./fixtures/", import.meta.url);
const read = async (name: string) => decode(readXml(await readFile(new URL(`${name}.xml`, folder), "utf8")) ?? {});
const openid = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const at = 1_348_831_860_000;

test.each<[string, object]>([
  ["text", { text: "  订单 <b> & ]]> 12 到哪了？" }],
  ["menu", { text: "退货", value: "intent:return" }],
  ["image", { text: "", files: [{ ref: "media-1", name: "1234567890123456.jpg" }] }],
  ["voice", { text: "我要退货", files: [{ ref: "media-2", name: "1234567890123457.amr" }] }],
  ["video", { text: "", files: [{ ref: "media-3", name: "1234567890123458.mp4" }] }],
  ["location", { text: "", place: { latitude: 23.134521, longitude: 113.358803, label: "天河区" } }],
  ["link", { text: "公众平台官网链接\n说明\nhttps://example.com/?a=1&b=2" }],
  ["sticker", { text: "[sticker]" }],
  ["click", { text: "我的订单", value: "我的订单" }],
])("what somebody sends is read: %s", async (name, said) => {
  expect((await read(name))?.message).toEqual({ id: expect.any(String) as string, from: { id: openid }, at, ...said });
});

test.each(["subscribe", "where"])("what nobody said is no message: %s", async (name) => {
  expect(await read(name)).toEqual({ id: expect.stringContaining(openid) as string, from: openid, account: "gh_1" });
});

test.each([
  ["template-sent", { externalId: "200163836", state: "delivered" }],
  ["template-refused", { externalId: "200163837", state: "failed", reason: "failed:user block" }],
])("what became of a template message is read: %s", async (name, receipt) => {
  expect((await read(name))?.receipt).toEqual(receipt);
});

test("two things are never one: numbers tell messages apart, whose and when and which tell events", async () => {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".xml")).map((name) => name.slice(0, -4));
  const ids = await Promise.all(names.map(async (name) => (await read(name))?.id));
  expect(new Set(ids).size).toBe(names.length);
});

test.each([
  "",
  "hello",
  "{}",
  "<xml>",
  "<xml/>",
  "<xml><FromUserName>a",
  '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><A>&a;</A></xml>',
  '<xml><!ENTITY a "b"><A>&a;</A></xml>',
  "<xml><__proto__><a>1</a></__proto__></xml>",
  `<xml>${"<a>".repeat(5_000)}</xml>`,
  "<html><xml></xml></html>",
])("what is no message is nothing: %j", (body) => {
  expect(decode(readXml(body) ?? {})).toBeUndefined();
});

test("numbers stay as they are written, and nothing stands for something else", () => {
  const fields = readXml("<xml><Id>0012345678901234567890</Id><A><![CDATA[1e5]]></A><B>&amp;</B></xml>");
  expect(fields).toEqual({ Id: "0012345678901234567890", A: "1e5", B: "&amp;" });
});

test("what is written is read back, whatever is in it", () => {
  const words = "a ]]> b <![CDATA[ c & d ]]>]]> <xml> 一 👩‍👧";
  expect(readXml(writeXml({ Content: words, Time: 12 }))).toEqual({ Content: words, Time: "12" });
});

test.each(["<!DOCTYPE html><p>hi</p>", "<!ENTITY a 'b'>", "a ]]> <!doctype html>"])(
  "people may write of what no message may have: %s",
  (Content) => {
    expect(readXml(writeXml({ Content }))).toEqual({ Content });
  },
);

test.each(["constructor", "__proto__", "__defineGetter__", "toString", "hasOwnProperty"])(
  "a kind that is called like something that everything has is a kind that is not known: %s",
  (MsgType) => {
    const fields = { ToUserName: "gh_1", FromUserName: "ann", CreateTime: "1", MsgId: "2", MsgType, from: "eve" };
    expect(decode(fields)?.message).toEqual({ id: "2", from: { id: "ann" }, at: 1_000, text: `[${MsgType}]` });
  },
);

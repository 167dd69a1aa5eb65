import type { Content } from "@parley/protocol";
import { expect, test } from "vitest";
import { render } from "../../spine/render.ts";
import { can } from "./can.ts";
import { asReply, asServiceMessage, asTemplateMessage, type Media } from "./messages.ts";
import { readXml } from "./xml.ts";

const say = (text: string, choices?: { label: string; value: string }[]): Content => ({
  type: "text",
  text,
  ...(choices && { choices }),
});
const sent = (content: Content) => render(content, can).map((part) => asServiceMessage("ann", part));
const text = (content: string) => ({ touser: "ann", msgtype: "text", text: { content } });
const labels = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ label: `L${index}`, value: `intent:${index}` }));

test.each<[string, Content, object[]]>([
  ["words", say("你好 & <b>"), [text("你好 & <b>")]],
  ["Markdown", say("**Hello** [here](https://a.example)"), [text("Hello here (https://a.example)")]],
  ["an article", { type: "text", text: "a\n\n- b\n- c" }, [text("a\n- b\n- c")]],
  [
    "choices",
    say("Which?", labels(2)),
    [
      {
        touser: "ann",
        msgtype: "msgmenu",
        msgmenu: {
          head_content: "Which?",
          list: [
            { id: "intent:0", content: "L0" },
            { id: "intent:1", content: "L1" },
          ],
          tail_content: "",
        },
      },
    ],
  ],
  [
    "a choice that is too long for a button",
    say("Which?", [{ label: "x".repeat(61), value: "a" }]),
    [text(`Which?\n1. ${"x".repeat(61)}`)],
  ],
  ["a choice that was made", { type: "choice", text: "Yes", value: "yes" }, [text("Yes")]],
])("what is said becomes what the platform takes: %s", (_, content, due) => {
  expect(sent(content)).toEqual(due);
});

test("a text is cut at 2,048 bytes, between words and never within a character", () => {
  const whole = "订单已经发出。".repeat(300);
  const parts = render(say(whole), can).map((part) => part.text);
  expect(parts.length).toBe(Math.ceil(Buffer.byteLength(whole) / 2_048));
  expect(parts.every((part) => Buffer.byteLength(part) <= 2_048 && part.endsWith("。"))).toBe(true);
  expect(parts.join("")).toBe(whole);
  const family = "👨‍👩‍👧‍👦".repeat(200);
  const families = render(say(family), can).map((part) => part.text);
  expect(families.every((part) => part.length % "👨‍👩‍👧‍👦".length === 0)).toBe(true);
  expect(families.join("")).toBe(family);
});

const media = (type: Media["type"]): Media => ({ type, id: "m-1", title: "a & b.mp4" });

test.each<[Media["type"], object, string]>([
  ["image", { media_id: "m-1" }, "<Image><MediaId><![CDATA[m-1]]></MediaId></Image>"],
  ["voice", { media_id: "m-1" }, "<Voice><MediaId><![CDATA[m-1]]></MediaId></Voice>"],
  [
    "video",
    { media_id: "m-1", title: "a & b.mp4" },
    "<Video><MediaId><![CDATA[m-1]]></MediaId><Title><![CDATA[a & b.mp4]]></Title><Description><![CDATA[]]></Description></Video>",
  ],
])("a file becomes what the platform takes: %s", (type, service, reply) => {
  expect(asServiceMessage("ann", { media: media(type) })).toEqual({ touser: "ann", msgtype: type, [type]: service });
  expect(asReply({ media: media(type) })?.({ from: "ann", account: "gh_1", at: 1 })).toContain(reply);
});

test("an answer goes to whoever wrote, from the account, and holds any words", () => {
  const words = "a ]]> b & <c>";
  const reply = asReply({ text: words })?.({ from: "ann", account: "gh_1", at: 1_348_831_860 });
  expect(readXml(reply ?? "")).toEqual({
    ToUserName: "ann",
    FromUserName: "gh_1",
    CreateTime: "1348831860",
    MsgType: "text",
    Content: words,
  });
  expect(asReply({ text: "Which?", choices: labels(1) })).toBeUndefined();
});

test.each([
  ["short", "thing1", "short", true],
  ["一".repeat(20), "thing1", "一".repeat(20), true],
  ["一".repeat(21), "thing1", `${"一".repeat(19)}…`, false],
  ["two\n\nlines", "keyword1", "two lines", true],
  ["x".repeat(201), "remark", `${"x".repeat(199)}…`, false],
])("a template takes what fits its field: %j in %s", (words, field, value, isWhole) => {
  expect(asTemplateMessage("ann", words, { id: "t-1", field })).toEqual({
    body: { touser: "ann", template_id: "t-1", data: { [field]: { value } } },
    isWhole,
  });
});

test.each([
  ["a\u000Bb", "a b"],
  ["a\u0008\u0000b", "a  b"],
  ["a\uFFFEb\uD800c", "a b c"],
  ["a\tb\nc 一 👩‍👧", "a\tb\nc 一 👩‍👧"],
])("what XML does not have becomes a space, so that the platform can read the reply: %j", (words, due) => {
  const reply = asReply({ text: words })?.({ from: "ann", account: "gh_1", at: 1 });
  expect(reply).toContain(`<![CDATA[${due}]]>`);
});

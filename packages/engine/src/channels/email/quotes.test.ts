import { expect, test } from "vitest";
import { textOfHtml } from "./html.ts";
import { ownWords } from "./quotes.ts";

test.each([
  ["nothing but words", "Where is my order?\n\nThanks", "Where is my order?\n\nThanks"],
  [
    "an English head",
    "Yes please\n\nOn Mon, 1 Jun 2026 at 10:00, The Shop <a@b.example> wrote:\n> Shall we?",
    "Yes please",
  ],
  [
    "one over two lines",
    "Yes\n\nOn Mon, 1 Jun 2026 at 10:00, The Shop\n<support@shop.example> wrote:\n\n> Shall we?",
    "Yes",
  ],
  ["a Chinese head", "好的\n\n在 2026年6月1日 星期一，客服 <a@b.example> 写道：\n> 可以吗？", "好的"],
  ["a Chinese head without a word before", "好的\n\n2026-06-01 10:00，客服写道：\n\n> 可以吗？", "好的"],
  ["于 … 写道", "收到\n于2026年6月1日周一 10:00写道：\n> 您好", "收到"],
  [
    "QQ's line",
    '请退款\n\n------------------ 原始邮件 ------------------\n发件人: "客服"\n主题: 您好\n\n您好',
    "请退款",
  ],
  ["Outlook's head", "Done.\n\nFrom: The Shop\nSent: Monday\nTo: Ann\nSubject: Hi\n\nHello", "Done."],
  [
    "Outlook's head, in Chinese",
    "办好了\n\n发件人：客服\n发送时间：2026年6月1日\n收件人：我\n主题：您好\n\n您好",
    "办好了",
  ],
  ["Outlook's rule", "Done.\n________________________________\nFrom: The Shop\nSent: Monday\n\nHello", "Done."],
  ["-----Original Message-----", "Done\n-----Original Message-----\nHello", "Done"],
  ["what is quoted below, without a head", "Yes\n\n> Shall we?\n> Really?", "Yes"],
  ["a signature", "Please help\n-- \nAnn\nSomewhere Ltd.", "Please help"],
  ["a phone's signature", "Please help\n\nSent from my iPhone", "Please help"],
  ["a phone's signature, in Chinese", "帮帮我\n\n发自我的iPhone", "帮帮我"],
  ["Outlook's own", "Please help\n\nGet Outlook for iOS", "Please help"],
  ["a German head", "Ja\n\nAm 01.06.2026 um 10:00 schrieb The Shop:\n> Hallo", "Ja"],
])("of a mail with %s what they wrote is left", (_, text, own) => {
  expect(ownWords(text)).toBe(own);
});

test.each([
  ["who writes between the lines", "On Monday, The Shop wrote:\n> One?\nYes\n> Two?\nNo"],
  ["a rule of their own", "Above\n____________________________\nBelow"],
  ["one line that looks like a head", "Subject: my order is late\nIt was to come yesterday."],
  ["nothing but what is quoted", "> Shall we?"],
  ["a word that is no head", "He wrote: come tomorrow\nand so I did"],
  ["two dashes in a list", "-- one --\ntwo"],
])("nothing is taken from %s", (_, text) => {
  expect(ownWords(text)).toBe(text);
});

test("a long mail is read in no time, however it was made", () => {
  for (const text of [
    " ".repeat(200_000),
    "On ".repeat(60_000),
    `${">".repeat(100_000)}\n`,
    "From: \n".repeat(30_000),
    "-".repeat(200_000),
  ])
    expect(ownWords(text).length).toBeLessThanOrEqual(text.length);
});

test.each([
  ["<p>Hello<br>there</p><p>Bye</p>", "Hello\nthere\n\nBye"],
  ["<style>p{}</style><script>alert(1)</script><p>Hi</p>", "Hi"],
  ["<p>Hi <img src='https://spy.example/1.gif' alt='x'></p>", "Hi"],
  ['<p>See <a href="https://shop.example/a">this</a></p>', "See this (https://shop.example/a)"],
  ['<p>See <a href="javascript:alert(1)">this</a></p>', "See this"],
  ['<div>Yes</div><div class="gmail_quote"><div>On Monday wrote:</div>Old</div>', "Yes"],
  ['<div class="gmail_quote">Passed on</div>', "Passed on"],
  ["<table><tr><td>a</td><td>b</td></tr></table>", "a b"],
  [`${"<div>".repeat(500)}deep${"</div>".repeat(500)}`, "deep"],
])("of HTML its words are left: %s", (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

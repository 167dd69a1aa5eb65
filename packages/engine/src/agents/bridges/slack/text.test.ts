import { expect, test } from "vitest";
import { escaped, unescaped } from "./text.ts";

test("what visitors write calls nobody in Slack", () => {
  expect(escaped("<!channel> & <@U1>")).toBe("&lt;!channel&gt; &amp; &lt;@U1&gt;");
});

test.each([
  ["a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"],
  ["see <https://shop.example.com/a?b=1&amp;c=2>", "see https://shop.example.com/a?b=1&c=2"],
  ["<https://shop.example.com|the shop>", "the shop (https://shop.example.com)"],
  ["<http://shop.example.com|shop.example.com>", "http://shop.example.com"],
  ["<mailto:a@example.com|a@example.com>", "a@example.com"],
  ["<@U012AB|ann> <#C1|help> <!here>", "@ann #help @here"],
  ["<@U012AB>", "@U012AB"],
  ["&lt;b&gt; &amp;lt;", "<b> &lt;"],
  ["你好，<https://例子.cn|这里>！", "你好，这里 (https://例子.cn)！"],
])("%s is read as %s", (written, read) => {
  expect(unescaped(written)).toBe(read);
});

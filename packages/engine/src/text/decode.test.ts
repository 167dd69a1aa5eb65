import { expect, test } from "vitest";
import { decode } from "./decode.ts";

const TEXT = "问题,答案\n怎么退款？,七天内可以退款。\n你们的发票怎么开,在订单页面申请，三天内寄出。\n";
const TRADITIONAL = "問題,答案\n怎麼退款？,七天內可以退款。\n發票怎麼開,請在訂單頁面申請，三天內寄出。\n";
const utf16 = (text: string, big: boolean, mark: boolean) => {
  const bytes = Buffer.from((mark ? "\uFEFF" : "") + text, "utf16le");
  return big ? bytes.swap16() : bytes;
};
/** GB18030 of the text above, by asking the decoder for every character. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder("gb18030");
  const known = new Map<string, number[]>();
  for (let first = 0xa1; first < 0xff; first++)
    for (let second = 0x40; second < 0xff; second++)
      known.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  for (let first = 0x81; first < 0xa1; first++)
    for (let second = 0x40; second < 0xff; second++)
      known.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  return Uint8Array.from(
    Array.from(text).flatMap((sign) => (sign < "\u0080" ? [sign.charCodeAt(0)] : (known.get(sign) ?? []))),
  );
}
function big5(text: string): Uint8Array {
  const decoder = new TextDecoder("big5");
  const known = new Map<string, number[]>();
  for (let first = 0xf9; first >= 0xa1; first--)
    for (let second = 0x40; second < 0xff; second++)
      known.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  return Uint8Array.from(
    Array.from(text).flatMap((sign) => (sign < "\u0080" ? [sign.charCodeAt(0)] : (known.get(sign) ?? []))),
  );
}

test.each([
  ["UTF-8", "UTF-8", Buffer.from(TEXT), TEXT],
  ["UTF-8 with a mark", "UTF-8", Buffer.from(`\uFEFF${TEXT}`), TEXT],
  ["UTF-16 LE with a mark", "UTF-16LE", utf16(TEXT, false, true), TEXT],
  ["UTF-16 BE with a mark", "UTF-16BE", utf16(TEXT, true, true), TEXT],
  ["UTF-16 LE", "UTF-16LE", utf16(TEXT, false, false), TEXT],
  ["UTF-16 BE", "UTF-16BE", utf16(TEXT, true, false), TEXT],
  ["GB18030", "GB18030", gb18030(TEXT), TEXT],
  [
    "GB18030, a few words among English",
    "GB18030",
    gb18030("question,answer\nhow do I pay with 支付宝,Choose 支付宝 at the end.\n"),
    "question,answer\nhow do I pay with 支付宝,Choose 支付宝 at the end.\n",
  ],
  ["GB18030, traditional", "GB18030", gb18030(TRADITIONAL), TRADITIONAL],
  ["Big5", "Big5", big5(TRADITIONAL), TRADITIONAL],
  [
    "Windows-1252",
    "Windows-1252",
    Buffer.from("question,answer\ndon\x92t you ship to M\xfcnchen?,Yes \x96 for 5 \x80\n", "latin1"),
    "question,answer\ndon’t you ship to München?,Yes – for 5 €\n",
  ],
  ["lines that end as on old Macs", "UTF-8", Buffer.from(TEXT.replaceAll("\n", "\r")), TEXT],
])("text in %s is read", (_, encoding, bytes, text) => {
  expect(decode(bytes)).toEqual({ text, encoding });
});

test.each([
  ["nothing", "empty", Buffer.alloc(0)],
  ["a picture", "binary", Buffer.from("89504e470d0a1a0a0000", "hex")],
  [
    "UTF-8 with a damaged line",
    "damagedBytes",
    Buffer.concat([Buffer.from(TEXT), Buffer.from([0xe9, 0x80]), Buffer.from("\n好,好\n")]),
  ],
  ["noise", "encoding", Buffer.from("8180ff81fe80ff9f8d81ff80", "hex")],
])("%s is refused as %s", (_, code, bytes) => {
  expect(() => decode(bytes)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code }) }));
});

import { describe, expect, test } from "vitest";
import { GatewayError, resultOf } from "./api.ts";
import { messageOf, receiptOf } from "./decode.ts";

const NOW = 1_790_000_000_000;
const form = (fields: Record<string, string>) => new URLSearchParams(fields);
const written = (fields: Record<string, string>) =>
  messageOf(
    form({ MessageSid: "SM1", AccountSid: "AC1", From: "+15550100", To: "+15550199", NumMedia: "0", ...fields }),
  );
const ann = { id: "+15550100", profile: { phone: "+15550100" } };
const media = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1";

describe("what a call says", () => {
  test.each<[string, Record<string, string>, object | undefined]>([
    ["words", { Body: "订单到哪了？" }, { id: "SM1", from: ann, text: "订单到哪了？" }],
    ["nothing", { Body: "" }, { id: "SM1", from: ann, text: "" }],
    [
      "a short number",
      { From: "12345", Body: "Your code is 1" },
      { id: "SM1", from: { id: "12345" }, text: "Your code is 1" },
    ],
    ["a name", { From: "SHOP", Body: "Buy now" }, undefined],
    ["our own number", { From: "+15550199", Body: "hi" }, undefined],
    ["another channel's", { From: "whatsapp:+15550100", Body: "hi" }, undefined],
    ["no sender", { From: "", Body: "hi" }, undefined],
    [
      "a picture with words",
      {
        Body: "Look",
        NumMedia: "2",
        MediaUrl0: media,
        MediaContentType0: "image/jpeg",
        MediaUrl1: `${media}2`,
        MediaContentType1: "x/y",
      },
      {
        id: "SM1",
        from: ann,
        text: "Look",
        files: [
          { ref: media, name: "mms-1.jpg" },
          { ref: `${media}2`, name: "mms-2.bin" },
        ],
      },
    ],
    [
      "a file of a gateway that names it",
      {
        NumMedia: "1",
        MediaUrl0: "https://gateway.example/1/%E5%8F%91%E7%A5%A8.pdf",
        MediaContentType0: "application/pdf",
      },
      {
        id: "SM1",
        from: ann,
        text: "",
        files: [{ ref: "https://gateway.example/1/%E5%8F%91%E7%A5%A8.pdf", name: "发票.pdf" }],
      },
    ],
    [
      "a layout",
      { Body: "Look", NumMedia: "1", MediaUrl0: media, MediaContentType0: "application/smil" },
      { id: "SM1", from: ann, text: "Look" },
    ],
    ["files that are not there", { Body: "Look", NumMedia: "99" }, { id: "SM1", from: ann, text: "Look" }],
    ["a number of files that is none", { Body: "Look", NumMedia: "-1" }, { id: "SM1", from: ann, text: "Look" }],
  ])("%s", (_, fields, told) => {
    expect(written(fields)).toEqual(told);
  });
});

describe("what became of a message", () => {
  test.each<[string, Record<string, string>, object | undefined]>([
    ["queued", {}, undefined],
    ["sent", {}, undefined],
    ["delivered", {}, { state: "delivered" }],
    ["read", {}, { state: "read" }],
    [
      "undelivered",
      { ErrorCode: "30003" },
      { state: "failed", reason: "The phone is switched off, or out of reach (30003)" },
    ],
    ["failed", { ErrorCode: "30999" }, { state: "failed", reason: "It did not arrive (30999)" }],
    ["failed", {}, { state: "failed" }],
    ["constructor", {}, undefined],
  ])("%s %j", (MessageStatus, more, told) => {
    expect(receiptOf(form({ MessageSid: "SM1", MessageStatus, ...more }))).toEqual(
      told && { externalId: "SM1", ...told },
    );
  });
});

test.each<[number, number, number | undefined, object]>([
  [429, 20_429, 7, { is: "later", at: NOW + 7_000 }],
  [401, 20_003, undefined, { is: "later" }],
  [503, 0, undefined, { is: "later" }],
  [400, 21_610, undefined, { is: "blocked" }],
  [400, 21_211, undefined, { is: "failed" }],
  [403, 21_408, undefined, { is: "failed" }],
  [400, 30_001, undefined, { is: "later" }],
  [400, 0, undefined, { is: "failed" }],
])("%i with the code %i", (status, code, after, result) => {
  expect(resultOf(new GatewayError(status, { message: "No.", code }, after), NOW)).toEqual({
    reason: code ? `No. (${code})` : "No.",
    ...result,
  });
});

test("what is no word of the gateway's is tried again", () => {
  expect(() => resultOf(new Error("socket hang up"), NOW)).toThrow("socket hang up");
});

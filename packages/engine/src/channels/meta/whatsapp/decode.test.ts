import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { decode } from "./decode.ts";

interface Case {
  what: string;
  value: object;
  told: { messages?: unknown[]; receipts?: unknown[] };
}
const cases = JSON.parse(await readFile(new URL("fixtures/values.json", import.meta.url), "utf8")) as Case[];
const number = "106540352242922";
const call = (value: object, field = "messages") => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "102290129340398",
      changes: [
        {
          field,
          value: {
            messaging_product: "whatsapp",
            metadata: { display_phone_number: "15550783881", phone_number_id: number },
            ...value,
          },
        },
      ],
    },
  ],
});

describe("what a call says", () => {
  test.each(cases)("$what", ({ value, told }) => {
    expect(decode(call(value), number)).toEqual({ messages: [], receipts: [], ...told });
  });
});

test.each<[string, unknown]>([
  ["another number", call(cases[0]?.value ?? {})],
  ["another field", call(cases[0]?.value ?? {}, "account_update")],
  ["a page", { object: "page", entry: [] }],
  ["nothing", undefined],
  ["a number", 7],
  ["no entries", { object: "whatsapp_business_account" }],
])("%s is none of ours", (what, body) => {
  expect(decode(body, what === "another number" ? "1" : number)).toEqual({ messages: [], receipts: [] });
});

test.each(["constructor", "toString", "hasOwnProperty", "__proto__"])(
  "a message of the kind %s is named as such",
  (type) => {
    const value = { messages: [{ id: "1", from: "16505551234", timestamp: "1", type }] };
    expect(decode(call(value), number).messages).toMatchObject([{ text: `[${type}]` }]);
  },
);

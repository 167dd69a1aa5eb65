import { expect, test } from "vitest";
import { decode } from "./decode.ts";

const call = (happened: object) => ({
  object: "page",
  entry: [{ id: "100", messaging: [{ sender: { id: "7" }, recipient: { id: "100" }, timestamp: 5, ...happened }] }],
});

test.each(["constructor", "toString", "hasOwnProperty", "__proto__"])(
  "an attachment of the kind %s is no file",
  (type) => {
    const message = { mid: "m", attachments: [{ type, payload: { url: "https://files.example/a.png" } }] };
    const { messages } = decode(call({ message }), "page", "100");
    expect(messages).toEqual([{ id: "m", from: { id: "7" }, text: "https://files.example/a.png", at: 5 }]);
  },
);

test.each<[object, object]>([
  [{ watermark: 9 }, { id: "7", until: 9 }],
  [{}, { id: "7" }],
])("who has read all says until when: %j", (read, reader) => {
  expect(decode(call({ read }), "page", "100").readers).toEqual([reader]);
});

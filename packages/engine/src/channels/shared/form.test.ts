import { expect, test } from "vitest";
import { form } from "./form.ts";

test("a form is read as browsers' are, and says how long it is", async () => {
  const bytes = Buffer.from([0, 13, 10, 45, 45, 255]);
  const file = {
    name: 'a "b"\r\n发票.pdf',
    kind: "document" as const,
    type: "application/pdf",
    bytes: bytes.length,
    async *read() {
      yield bytes.subarray(0, 2);
      yield bytes.subarray(2);
    },
  };
  const { type, length, body } = form({ chat_id: "1", caption: "two\r\nlines" }, "document", file);
  const sent = await new Response(body).arrayBuffer();
  expect(sent.byteLength).toBe(length);
  const read = await new Response(sent, { headers: { "content-type": type } }).formData();
  expect(read.get("chat_id")).toBe("1");
  expect(read.get("caption")).toBe("two\r\nlines");
  const sentFile = read.get("document") as File;
  expect(sentFile.name).toBe('a "b"\r\n发票.pdf');
  expect(Buffer.from(await sentFile.arrayBuffer())).toEqual(bytes);
});

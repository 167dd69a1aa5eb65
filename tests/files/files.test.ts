import { connect } from "node:net";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FilesTicket, newId, type Receipt } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent, owner } from "../support/agent.ts";
import { metadataOf, picture } from "../../packages/engine/src/files/pictures.test.kit.ts";
import { serveEngine, shared } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";
import { type Answer, uploads } from "./upload.ts";

/** One engine for all, without a model: files need none. */
const running = shared(async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-files-"));
  return { ...(await serveEngine({ store: folder }, 0)), folder };
});

const bytesOf = (text: string) => new TextEncoder().encode(text);
/** A visitor with a ticket for files of their conversation. */
async function sender() {
  const { url } = await running();
  const ann = await visitor(url);
  const ticket = await ann.ask<FilesTicket>("files", {});
  const send = (id: string, message = newId(), text = "anything") =>
    ann.ask<Receipt>("send", { id: message, content: { type: "file", text, file: { id } } });
  return { url, ann, ticket, files: uploads(url, ticket), send };
}

test("[F1, F2, F4, F5, C7] a first message may be a file: it is said by its name, as what it is, and read by both sides", async () => {
  const { url, ann, files, ticket, send } = await sender();
  expect(ticket.limits).toEqual({ bytes: 26_214_400, kinds: ["image", "audio", "video", "document"] });
  expect(ticket.until).toBeGreaterThan(Date.now());
  const { id, status } = await files.whole("../照片 1.JPG", await picture("jpeg", 40, 20));
  expect(status).toBe(204);
  await send(id);
  const event = await ann.sees("message");
  expect(event.content).toEqual({
    type: "file",
    text: "照片 1.jpg",
    file: {
      id,
      name: "照片 1.jpg",
      kind: "image",
      type: "image/jpeg",
      bytes: expect.any(Number) as number,
      width: 40,
      height: 20,
      preview: true,
    },
  });
  const whole = await files.read(id, "照片 1.jpg");
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "cross-origin",
    "referrer-policy": "no-referrer",
    "access-control-allow-origin": "*",
  });
  const seen = Buffer.from(await whole.arrayBuffer());
  expect((await metadataOf(seen)).exif).toBeUndefined();
  expect(seen.length).toBe((event.content as { file: { bytes: number } }).file.bytes);
  const amy = await agent(await running(), "Amy");
  const theirs = await amy.ask<FilesTicket>("files", { conversationId: ann.welcome.conversation.id });
  expect((await uploads(url, theirs).read(id, "preview")).headers.get("content-type")).toBe("image/jpeg");
});

test("[F3] what was cut in the middle goes on where it stopped; the same bytes again, or at another place, are refused with where it is", async () => {
  const { url, files, ticket, send } = await sender();
  const bytes = bytesOf("0123456789\n".repeat(60_000));
  const { id = "", headers } = await files.begin("log.txt", bytes.length);
  expect(new URL(headers.get("location") ?? "", `${url}/files`).href).toBe(files.at(id));
  expect(headers.get("upload-expires")).toMatch(/GMT$/);
  // A connection that breaks after a part of what it announced.
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head = [
    `PATCH /files/${id} HTTP/1.1`,
    `Host: ${hostname}`,
    "Tus-Resumable: 1.0.0",
    `Authorization: Bearer ${ticket.ticket}`,
    "Upload-Offset: 0",
    "Content-Type: application/offset+octet-stream",
    `Content-Length: ${bytes.length}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  socket.write(bytes.subarray(0, 300_000), () => socket.end());
  const offset = async () => Number((await files.head(id)).headers.get("upload-offset"));
  await expect.poll(offset).toBeGreaterThan(0);
  socket.destroy();
  expect(await files.patch(id, 0, bytes)).toMatchObject({ status: 409, error: { details: { reason: "offset" } } });
  // What was on its way may still be coming in: then one is told again where to go on.
  let status: number;
  do {
    const at = await offset();
    ({ status } = await files.patch(id, at, bytes.subarray(at)));
  } while (status === 409);
  expect(status).toBe(204);
  // Who did not hear the answer asks where it is, and again with nothing.
  expect(await offset()).toBe(bytes.length);
  expect((await files.patch(id, bytes.length, new Uint8Array())).status).toBe(204);
  await send(id);
  expect(Buffer.from(await (await files.read(id)).arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
});

test("[F2, F6] what is not allowed is refused in words, with the reason, in the reader's language", async () => {
  const { url, files, ticket } = await sender();
  const stranger = await sender();
  const { id = "" } = await files.begin("a.txt", 10);
  const told = async (asked: Promise<Answer>) => {
    const { status, error } = await asked;
    return [status, error?.details?.["reason"]];
  };
  // Another conversation's ticket, none, one that was changed.
  expect((await stranger.files.head(id)).status).toBe(404);
  expect(await told(stranger.files.patch(id, 0, bytesOf("x")))).toEqual([404, "gone"]);
  expect(await told(stranger.files.drop(id))).toEqual([404, "gone"]);
  expect(await told(uploads(url, { ...ticket, ticket: "" }).begin("a.txt", 1))).toEqual([401, "ticket"]);
  expect(await told(uploads(url, { ...ticket, ticket: `${stranger.ticket.ticket}x` }).begin("a.txt", 1))).toEqual([
    401,
    "ticket",
  ]);
  expect((await stranger.files.read(id)).status).toBe(404);
  // Sizes.
  expect(await told(files.begin("a.txt", 0))).toEqual([400, "empty"]);
  expect(await told(files.begin("a.txt", 26_214_401))).toEqual([413, "tooLarge"]);
  expect(await told(files.patch(id, 0, bytesOf("more than was said")))).toEqual([413, "tooLarge"]);
  expect(await told(files.patch(id, 3, bytesOf("x")))).toEqual([409, "offset"]);
  // What is no tus.
  expect((await fetch(`${url}/files`, { method: "POST" })).status).toBe(412);
  expect((await files.ask("PATCH", files.at(id), { "Upload-Offset": "0" }, "x")).status).toBe(415);
  expect((await files.ask("POST", `${url}/files`, { "Upload-Length": "many" })).status).toBe(400);
  // A refused file is told again as long as somebody asks.
  const html = bytesOf("<!doctype html><script>alert(1)</script>");
  const page = await files.whole("page.html", html);
  expect([page.status, page.error?.details]).toEqual([400, { reason: "type" }]);
  expect(await told(files.patch(page.id, html.length, new Uint8Array()))).toEqual([400, "type"]);
  const chinese = await files.ask("POST", `${url}/files`, {
    "Upload-Length": "0",
    "Accept-Language": "zh-CN,zh;q=0.9",
  });
  expect(chinese.error?.message).toBe("文件是空的。");
  // What is taken back is gone, and what was begun by others cannot be.
  expect((await files.drop(id)).status).toBe(204);
  expect((await files.head(id)).status).toBe(404);
});

test("[C7, M1] only a file that is ready and of this conversation is sent, once for each message, and it cannot be taken back", async () => {
  const { ann, files, send } = await sender();
  const other = await sender();
  const { id } = await files.whole("a.txt", bytesOf("some words\n"));
  const { id: begun = "" } = await files.begin("b.txt", 10);
  const theirs = await other.files.whole("c.txt", bytesOf("their words\n"));
  for (const wrong of [begun, theirs.id, newId()]) {
    await expect(send(wrong)).rejects.toMatchObject({ data: { code: "invalid", details: { reason: "file" } } });
  }
  const message = newId();
  const { seq } = await send(id, message);
  expect(await send(id, message, "called otherwise")).toMatchObject({ seq, duplicate: true });
  await expect(ann.ask("send", { id: message, content: { type: "text", text: "words" } })).rejects.toMatchObject({
    data: { code: "conflict" },
  });
  expect((await files.drop(id)).status).toBe(409);
});

test("[B11] the bot says once of files sent in one go that it cannot look at them, and offers a person; yes brings one", async () => {
  const { ann, files, send } = await sender();
  const ids = [await files.whole("a.txt", bytesOf("one\n")), await files.whole("b.txt", bytesOf("two\n"))];
  await send(ids[0]?.id ?? "");
  const last = await send(ids[1]?.id ?? "");
  const answer = await ann.answerTo(last);
  expect(answer.text).toMatch(/^Thank you\. I can't look at files myself/);
  expect(answer.choices).toMatchObject([{ value: "human" }]);
  await ann.send("yes please!");
  await ann.sees("queued");
  expect(ann.messages().filter(({ content }) => content.text === answer.text)).toHaveLength(1);
});

test("[F1, L8] an inbox says what it takes; one that takes nothing lets read what is there", async () => {
  const { url } = await running();
  const boss = await owner(await running());
  const made = await boss.call<{ version: number }>("POST", "/inboxes", {
    id: "texts",
    name: "Texts",
    settings: { files: { kinds: ["document"], bytes: 100 } },
  });
  const ann = await visitor(url, { inbox: "texts" });
  const ticket = await ann.ask<FilesTicket>("files", {});
  expect(ticket.limits).toEqual({ bytes: 100, kinds: ["document"] });
  const files = uploads(url, ticket);
  expect((await files.begin("a.txt", 101)).error?.details).toEqual({ reason: "tooLarge", bytes: 100 });
  const gif = Buffer.from("R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=", "base64");
  expect((await files.whole("a.gif", gif)).error?.details).toEqual({ reason: "kind" });
  const { id } = await files.whole("a.txt", bytesOf("kept\n"));
  await boss.call("PATCH", "/inboxes/texts", { version: made.version, settings: { files: { bytes: 0 } } });
  await expect.poll(async () => (await ann.ask<FilesTicket>("files", {})).limits.bytes).toBe(0);
  expect((await files.begin("b.txt", 1)).error?.details).toEqual({ reason: "off" });
  expect(await (await files.read(id, "a.txt")).text()).toBe("kept\n");
});

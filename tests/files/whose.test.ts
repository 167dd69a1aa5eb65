import type { FilesTicket } from "@parley/protocol";
import { newId, type Welcome } from "@parley/protocol";
import { expect, test } from "vitest";
import { startSite } from "../identity/site.ts";
import { visitor } from "../support/visitor.ts";
import { uploads } from "./upload.ts";

const bytes = Buffer.from("some words\n");

test("[F1, I8] a file that was uploaded before somebody signed in is sent where it was meant, and read there", async () => {
  const { url, sign } = await startSite();
  // The user has a conversation of their own already.
  const phone = await visitor(url);
  await phone.ask("hello", { locale: "en", proof: { token: sign("u1") } });
  await phone.send("Hello from my phone");
  const ann = await visitor(url);
  const { visitorId, conversation } = ann.welcome;
  const before = await ann.ask<FilesTicket>("files", {});
  const { id } = await uploads(url, before).whole("a.txt", bytes);
  const { id: begun = "" } = await uploads(url, before).begin("b.txt", bytes.length);
  const said = await ann.send("I was here before");
  const welcome = await ann.ask<Welcome>("hello", { locale: "en", proof: { token: sign("u1") } });
  expect(welcome.conversation.id).not.toBe(conversation.id);

  const file = (of: string) => ({ id: newId(), content: { type: "file", text: "x", file: { id: of } } });
  await expect(ann.ask("send", file(id))).rejects.toMatchObject({
    data: { code: "invalid", details: { reason: "file" } },
  });
  expect(await ann.ask("send", { ...file(id), as: visitorId })).toMatchObject({ duplicate: false });
  // An upload that was on its way goes on with a ticket of that conversation, and with none of another.
  const [mine, theirs] = [
    await ann.ask<FilesTicket>("files", {}),
    await ann.ask<FilesTicket>("files", { as: visitorId }),
  ];
  expect((await uploads(url, mine).patch(begun, 0, bytes)).status).toBe(404);
  expect((await uploads(url, theirs).patch(begun, 0, bytes)).status).toBe(204);
  expect(await (await uploads(url, theirs).read(id)).text()).toBe(bytes.toString());
  expect(said.seq).toBe(2);
  const stranger = await visitor(url);
  await expect(stranger.ask("files", { as: visitorId })).rejects.toMatchObject({
    data: { code: "forbidden", details: { reason: "as" } },
  });
});

test("[F1, I5] where nobody writes without a proof, who has none can upload nothing", async () => {
  const { url, sign, set } = await startSite();
  const ann = await visitor(url);
  const early = await ann.ask<FilesTicket>("files", {});
  const { id: begun = "" } = await uploads(url, early).begin("b.txt", bytes.length);
  await set("enforce");
  const without = await ann.ask<FilesTicket>("files", {});
  expect(without.limits).toEqual({ bytes: 0, kinds: [] });
  const { begin, patch, drop } = uploads(url, without);
  for (const answer of [await begin("a.txt", 1), await patch(begun, 0, bytes), await drop(begun)])
    expect(answer.error?.details).toEqual({ reason: "off" });
  await ann.ask("hello", { locale: "en", proof: { token: sign("u2") } });
  const proven = await ann.ask<FilesTicket>("files", {});
  expect((await uploads(url, proven).whole("a.txt", bytes)).status).toBe(204);
});

test("[F1, F4] what stands in an address can read and nothing else, and what uploads is taken in no address", async () => {
  const { url } = await startSite();
  const ann = await visitor(url);
  const tickets = await ann.ask<FilesTicket>("files", {});
  const files = uploads(url, tickets);
  const { id } = await files.whole("a.txt", bytes);
  const reading = uploads(url, { ticket: tickets.read, read: tickets.ticket });
  const { id: begun = "" } = await files.begin("b.txt", bytes.length);
  for (const tried of [reading.begin("c.txt", 1), reading.patch(begun, 0, bytes), reading.drop(begun)])
    expect((await tried).error).toMatchObject({ code: "forbidden", details: { reason: "off" } });
  expect((await reading.read(id)).status).toBe(401);
  // Nothing was touched, and what a browser has kept it asks for again.
  expect((await files.head(begun)).headers.get("upload-offset")).toBe("0");
  const read = await files.read(id);
  expect(read.headers.get("cache-control")).toBe("private, no-cache");
  // As a browser asks, and not as this client does by itself.
  const kept = { "if-none-match": read.headers.get("etag") ?? "", "cache-control": "max-age=0" };
  expect([(await files.read(id, "a.txt", kept)).status, (await reading.read(id, "a.txt", kept)).status]).toEqual([
    304, 401,
  ]);
});

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Content, type FilesTicket, type InboxItem, newId, type Receipt } from "@parley/protocol";
import { expect, test } from "vitest";
import { picture } from "../../packages/engine/src/files/pictures.test.kit.ts";
import { uploads } from "../files/upload.ts";
import { agent } from "../support/agent.ts";
import { serveEngine, shared } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";

/** One engine for all, without a model: what is said needs none. */
const running = shared(async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-rich-"));
  return { ...(await serveEngine({ store: folder }, 0)), folder };
});

/** A visitor with whom Amy talks. */
async function talk(name: string) {
  const engine = await running();
  const amy = await agent(engine, name);
  const ann = await visitor(engine.url);
  const { id: conversationId } = ann.welcome.conversation;
  const hello = newId();
  await ann.send("Hello", hello);
  await amy.claim(conversationId);
  const says = (content: unknown, id = newId()) => amy.ask<Receipt>("send", { conversationId, id, content });
  const last = (): Content | undefined => ann.messages().at(-1)?.content;
  return { url: engine.url, amy, ann, conversationId, hello, says, last };
}
const refused = (code: string, reason?: string) => ({ data: { code, ...(reason && { details: { reason } }) } });

test("[C8] a member sends cards with pictures of the conversation, which both sides read", async () => {
  const { url, amy, ann, conversationId, says, last } = await talk("Amy");
  const ticket = await amy.ask<FilesTicket>("files", { conversationId });
  const { id } = await uploads(url, ticket).whole("shoe.jpg", await picture("jpeg", 40, 20));
  const price = { amount: 49.9, currency: "EUR" };
  const buttons = [
    { label: "I take it", value: "I take the shoe" },
    { label: "See it", url: "https://shop.example/shoe" },
  ];
  await says({ type: "cards", cards: [{ title: "Shoe", price, image: { id }, buttons }] });
  await expect.poll(last).toMatchObject({
    type: "cards",
    text: "Shoe · EUR 49.90\nSee it: https://shop.example/shoe\n📎 shoe.jpg\n1. I take it",
    cards: [{ title: "Shoe", price, buttons, image: { id, name: "shoe.jpg", kind: "image", width: 40, height: 20 } }],
  });
  const theirs = await ann.ask<FilesTicket>("files", {});
  expect((await uploads(url, theirs).read(id, "preview")).status).toBe(200);
  await ann.choose("I take it", "I take the shoe");
  await expect.poll(last).toEqual({ type: "choice", text: "I take it", value: "I take the shoe" });
});

test.each([
  ["a page that is not https", { buttons: [{ label: "Go", url: "http://shop.example/" }] }, "invalid"],
  ["a script for a page", { buttons: [{ label: "Go", url: "javascript:alert(1)" }] }, "invalid"],
  ["a page with a password", { buttons: [{ label: "Go", url: "https://me:secret@shop.example/" }] }, "invalid"],
  ["a picture of another house", { image: { url: "https://shop.example/shoe.jpg" } }, "invalid"],
  ["a picture that is not there", { image: { id: newId() } }, "invalid"],
  ["a price in no currency", { price: { amount: 1, currency: "money" } }, "invalid"],
  ["a price without an end", { price: { amount: 1e300, currency: "EUR" } }, "invalid"],
  ["four buttons", { buttons: ["a", "b", "c", "d"].map((label) => ({ label, value: label })) }, "invalid"],
  ["no title", { title: " \0 ".replace("\0", "") }, "invalid"],
])("[C8] a card with %s is refused", async (_, more, code) => {
  const { says } = await talk("Bea");
  await expect(says({ type: "cards", cards: [{ title: "Shoe", ...more }] })).rejects.toMatchObject(refused(code));
});

test.each([
  ["no field", []],
  [
    "the same field twice",
    [
      { field: "name", kind: "text" },
      { field: "name", kind: "text" },
    ],
  ],
  ["an address that is a phone number", [{ field: "email", kind: "phone" }]],
  ["a field without words", [{ field: "attributes.size", kind: "text" }]],
  ["a choice of nothing", [{ field: "size", kind: "choice", label: "Size", choices: [] }]],
  ["choices of no choice", [{ field: "size", kind: "text", label: "Size", choices: [{ label: "1", value: "1" }] }]],
  ["a name that is none", [{ field: "attributes.__proto__", kind: "text", label: "Size" }]],
  ["the site's own id of the user", [{ field: "userId", kind: "text", label: "You are" }]],
])("[C9] a form with %s is refused", async (_, fields) => {
  const { says } = await talk("Bea");
  await expect(says({ type: "form", form: { title: "You", fields } })).rejects.toMatchObject(refused("invalid"));
});

test("[C9, C10, I2] what a visitor writes in a form is kept in the log, and of them, as what they say themselves", async () => {
  const { amy, ann, conversationId, says, last } = await talk("Cleo");
  const fields = [
    { field: "name", kind: "text", required: true },
    { field: "email", kind: "email" },
    { field: "attributes.size", kind: "choice", label: "Size", choices: [{ label: "Forty", value: "40" }] },
    { field: "why", kind: "text", label: "Why" },
  ];
  const asked = newId();
  await says({ type: "form", form: { title: "Your return", fields, submit: "Send it" } }, asked);
  await expect.poll(last).toMatchObject({ type: "form", form: { title: "Your return", submit: "Send it" } });
  const fill = (values: Record<string, string>, id = newId()) => {
    const written = Object.entries(values).map(([field, value]) => ({ field, value }));
    return ann.ask<Receipt>("send", { id, content: { type: "filled", form: { id: asked, fields: written } } });
  };
  await expect(fill({ name: "Bo", email: "bo" })).rejects.toMatchObject({
    data: { code: "invalid", details: { fields: [{ field: "email", code: "email" }] } },
  });
  const values = { name: "Bo", email: "bo@example.com", "attributes.size": "40", why: "Too small" };
  await fill(values);
  await expect.poll(last).toMatchObject({
    type: "filled",
    text: "Name: Bo\nE-mail: bo@example.com\nSize: Forty\nWhy: Too small",
  });
  await expect(fill(values)).rejects.toMatchObject(refused("conflict", "filled"));
  const known = () => (amy.items.get(conversationId) as InboxItem).visitor;
  await expect.poll(known).toMatchObject({
    profile: { name: "Bo", email: "bo@example.com", attributes: { size: "40" } },
  });
  const { proven, profile } = known();
  expect([proven, profile.attributes]).toEqual([undefined, { size: "40" }]);
});

test("[C11, C12] a place and a quote come as the engine knows them, and a visitor learns of no account", async () => {
  const { ann, hello, says, last, amy } = await talk("Dora");
  const id = newId();
  await says({ type: "text", text: "**Where** are you?", quote: { id: hello } }, id);
  await expect.poll(last).toMatchObject({ quote: { id: hello, by: "visitor", text: "Hello" } });
  await ann.ask("send", { id: newId(), content: { type: "place", place: { latitude: 48.2, longitude: 16.37 } } });
  await expect.poll(last).toMatchObject({ type: "place", text: "geo:48.2,16.37" });
  await ann.ask("send", { id: newId(), content: { type: "text", text: "There", quote: { id } } });
  const quote = { id, by: "agent", name: "Dora", text: "Where are you?" };
  await expect.poll(last).toEqual({ type: "text", text: "There", quote });
  expect(JSON.stringify(ann.events)).not.toContain(amy.welcome.me.id);
});

test.each<[string, unknown]>([
  ["cards", { type: "cards", cards: [{ title: "Mine" }] }],
  ["a form", { type: "form", form: { title: "You", fields: [{ field: "name", kind: "text" }] } }],
  ["a place beyond the pole", { type: "place", place: { latitude: 91, longitude: 0 } }],
  ["a place that is no number", { type: "place", place: { latitude: "1", longitude: 0 } }],
  ["a quote in a choice, which has none", { type: "file", text: "x", file: { id: newId() }, quote: { id: "x" } }],
])("[C5] a visitor cannot send %s", async (_, content) => {
  const ann = await visitor((await running()).url);
  await expect(ann.ask("send", { id: newId(), content })).rejects.toMatchObject(refused("invalid"));
});

test("[C10] a member cannot fill in a form for a visitor", async () => {
  const { says } = await talk("Eve");
  const asked = newId();
  await says({ type: "form", form: { title: "You", fields: [{ field: "name", kind: "text" }] } }, asked);
  const content = { type: "filled", form: { id: asked, fields: [{ field: "name", value: "Bo" }] } };
  await expect(says(content)).rejects.toMatchObject(refused("invalid"));
});

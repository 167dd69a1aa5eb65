import { createHmac } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { describe, expect, onTestFinished, test } from "vitest";
import { memoryOfNobody } from "../shared/memory.test.kit.ts";
import type { MailAccount } from "./account.ts";
import type { Envelope } from "./verdict.ts";
import { createWebhook } from "./webhook.ts";

const KEY = "a key of the provider";
const MAIL = "From: ann@people.example\r\nTo: support@shop.example\r\nSubject: 你好\r\n\r\nWhere is it?\r\n";
const hmac = (what: string) => createHmac("sha256", KEY).update(what).digest("hex");

/** The address that a provider calls, and what was taken there. */
async function called(provider: MailAccount["provider"]) {
  const taken: { mail: string; envelope: Envelope }[] = [];
  const memory = memoryOfNobody();
  let failing = 0;
  const take = (raw: Buffer, envelope: Envelope = {}) => {
    if (failing-- > 0) return Promise.reject(new Error("The store is away."));
    taken.push({ mail: raw.toString(), envelope });
    return Promise.resolve();
  };
  const app = express().use(express.raw({ type: () => true }));
  app.post("/", createWebhook({ account: { provider }, key: KEY, memory, take }));
  const server = app.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const call = async (body: BodyInit, headers: Record<string, string> = {}) =>
    (await fetch(url, { method: "POST", body, headers })).status;
  return { taken, call, fails: () => void (failing = 1) };
}

/** The form that Mailgun sends; what is not as usual is named. */
function form(changed: Record<string, string> = {}): FormData {
  const { timestamp = String(Math.floor(Date.now() / 1_000)), token = "a token of fifty" } = changed;
  const fields = { timestamp, token, signature: hmac(`${timestamp}${token}`), recipient: "support@shop.example" };
  const data = new FormData();
  const all = { ...fields, sender: "ann@people.example", "body-mime": MAIL, ...changed };
  for (const [name, value] of Object.entries(all)) if (value !== "") data.set(name, value);
  return data;
}

describe("Mailgun", () => {
  test("brings a mail and its envelope; a call that is made again brings none", async () => {
    const { taken, call } = await called("mailgun");
    expect([await call(form()), await call(form())]).toEqual([200, 200]);
    const envelope = { to: ["support@shop.example"], mailFrom: "ann@people.example" };
    expect(taken).toEqual([{ mail: MAIL, envelope }]);
  });

  test("comes again with what could not be stored, and that is taken", async () => {
    const { taken, call, fails } = await called("mailgun");
    fails();
    expect([await call(form()), await call(form())]).toEqual([500, 200]);
    expect(taken).toHaveLength(1);
  });

  const old = String(Math.floor(Date.now() / 1_000) - 3_600);
  test.each<[string, Record<string, string>, number]>([
    ["another signature", { signature: hmac("something else") }, 401],
    ["no signature", { signature: "" }, 401],
    ["an old signature", { timestamp: old, signature: hmac(`${old}a token of fifty`) }, 401],
    ["no mail", { "body-mime": "" }, 406],
  ])("is refused with %s", async (_, changed, status) => {
    const { taken, call } = await called("mailgun");
    expect([await call(form(changed)), taken]).toEqual([status, []]);
  });

  test.each(["", "nonsense", "{}"])("is refused where it brings no form but %j", async (body) => {
    const { taken, call } = await called("mailgun");
    expect([await call(body), taken]).toEqual([401, []]);
  });
});

describe("Postmark", () => {
  const basic = (password: string) => ({
    authorization: `Basic ${Buffer.from(`parley:${password}`).toString("base64")}`,
  });
  const told = JSON.stringify({ RawEmail: MAIL, OriginalRecipient: "support+x@shop.example" });

  test("brings a mail with the password", async () => {
    const { taken, call } = await called("postmark");
    expect(await call(told, basic(KEY))).toBe(200);
    expect(taken).toEqual([{ mail: MAIL, envelope: { to: ["support+x@shop.example"] } }]);
  });

  test.each<[string, string, Record<string, string>, number]>([
    ["another password", told, basic("guessed"), 401],
    ["no password", told, {}, 401],
    ["another way to say it", told, { authorization: `Bearer ${KEY}` }, 401],
    ["no mail in it", JSON.stringify({ TextBody: "Hi" }), basic(KEY), 422],
    ["what is no JSON", "{", basic(KEY), 422],
  ])("is refused with %s", async (_, body, headers, status) => {
    const { taken, call } = await called("postmark");
    expect([await call(body, headers), taken]).toEqual([status, []]);
  });
});

describe("anybody else", () => {
  test("brings a mail as it is, signed", async () => {
    const { taken, call } = await called("raw");
    expect(await call(MAIL, { "x-parley-signature": hmac(MAIL).toUpperCase() })).toBe(200);
    expect(taken).toEqual([{ mail: MAIL, envelope: {} }]);
  });

  test("is refused where a byte of the mail, or of its signature, is another", async () => {
    const { taken, call } = await called("raw");
    const signature = hmac(MAIL);
    const flipped = (signature.startsWith("0") ? "1" : "0") + signature.slice(1);
    const headers = { "x-parley-signature": signature };
    const statuses = [
      await call(`${MAIL}.`, headers),
      await call(MAIL, { "x-parley-signature": flipped }),
      await call(MAIL),
    ];
    expect([statuses, taken]).toEqual([[401, 401, 401], []]);
  });
});

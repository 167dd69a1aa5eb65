import type { NewIdentityKey, OnSite, Welcome } from "@parley/protocol";
import { newId } from "@parley/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PASSWORD, signerOf } from "../identity/site.ts";
import { type Many, startMany } from "../inboxes/many.ts";
import { type Api, agentSocket } from "../support/agent.ts";
import { visitor } from "../support/visitor.ts";
import { openPage, showWho } from "./pages.ts";

let many: Many;
let dora: Api;
let sign: ReturnType<typeof signerOf>;

beforeAll(async () => {
  many = await startMany(["shop", "de"]);
  await many.boss.call("PATCH", "/inboxes/de", { version: 1, settings: { identity: "enforce" } });
  for (const inbox of ["shop", "de"]) await showWho(many, inbox);
  dora = await many.member("Dora", ["de"]);
  const keys = "/inboxes/shop/identity-keys";
  sign = signerOf((await many.boss.call<NewIdentityKey>("POST", keys, { current: PASSWORD })).secret);
});
afterAll(() => many.stop());

/** Somebody who is signed in in the shop. */
async function signedIn(userId: string) {
  const who = await visitor(many.url, { inbox: "shop" });
  const welcome = await who.ask<Welcome>("hello", { locale: "en", proof: { token: sign(userId) } });
  return { who, welcome };
}

test("[O3, I7] whoever is signed in in another inbox is nobody here: no name, and no proof", async () => {
  const { who, welcome } = await signedIn("7");
  await who.ask("identify", { name: "Bea" });
  const page = openPage(many.url, "de", { page: { url: "https://de.example/there" }, token: welcome.token });
  await page.tell();
  const agent = await agentSocket(many.url, dora);
  const [seen] = (await agent.ask<OnSite>("onSite", { page: "/there" })).people;
  expect(seen).not.toHaveProperty("name");
  expect(seen).not.toHaveProperty("verified");

  const id = newId();
  await agent.ask("invite", { id, inboxId: "de", to: seen?.id, text: "Hello" });
  const answered = await page.post("/answer", { key: page.key, invitation: id, token: welcome.token });
  expect(answered.status).toBe(401);
});

test("[O5] to look at a site is no first use of a token: what the chat does then is still to be done", async () => {
  const other = await visitor(many.url, { inbox: "shop" });
  const before = other.welcome.token;
  const { users } = many.engine.services;
  const proof = { token: sign("8") };
  const proven = await users.prove({ inboxId: "shop", proof, token: before, locale: "en" });
  const token = "token" in proven ? proven.token : "";
  await openPage(many.url, "shop", { token }).tell();
  // The one before ends, and what is connected by it, with the chat's own greeting.
  expect(await users.authenticateVisitor({ token: before, aside: true })).toBeDefined();
  expect(await users.authenticateVisitor({ token })).toHaveProperty("replaced");
});

import { createHmac } from "node:crypto";
import { type Introduced, newId, type NewIdentityKey, type Welcome } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent, member } from "../support/agent.ts";
import { visitor } from "../support/visitor.ts";
import { PASSWORD, signerOf, startSite } from "./site.ts";

type Speaking = Awaited<ReturnType<typeof visitor>>;
const prove = (who: Speaking, token: string) => who.ask<Welcome>("hello", { locale: "en", proof: { token } });
const content = { type: "text", text: "hello" };

test("[I1, I2] the answer to identify names what was taken and what was not; an unsigned id is kept, not proven", async () => {
  const site = await startSite();
  const amy = await agent(site, "Amy");
  const ann = await visitor(site.url);
  const { conversation, visitorId } = ann.welcome;
  const said = { userId: 42, email: "nowhere", attributes: { plan: "gold", basket: [] } };
  const { taken, refused } = await ann.ask<Introduced>("identify", said);
  expect(taken).toEqual(["userId", "attributes.plan"]);
  expect(refused).toEqual([
    { field: "email", code: "email", message: "email: is no e-mail address." },
    {
      field: "attributes.basket",
      code: "kind",
      message: "attributes.basket: must be text or a number; an attribute also true or false.",
    },
  ]);
  await ann.send("hello");
  const { visitor: shown } = await amy.lists(conversation.id, "bot");
  expect(shown.profile).toEqual({ userId: "42", attributes: { plan: "gold" } });
  expect(shown).not.toHaveProperty("proven");
  // Nobody's conversation is found by a word.
  const other = await visitor(site.url);
  await other.ask("identify", { userId: 42 });
  expect((await other.ask<Welcome>("hello", { locale: "en" })).visitorId).not.toBe(visitorId);
});

test("[I2, I3] what a JWT says is proven: agents see it, and neither the page nor the visitor can say otherwise", async () => {
  const site = await startSite();
  const amy = await agent(site, "Amy");
  const ann = await visitor(site.url);
  const token = site.sign(42, { name: "Ann", email: "ann@shop.example", attributes: { plan: "gold", "a.b": 1 } });
  const { identity, conversation } = await prove(ann, token);
  expect(identity).toMatchObject({ userId: "42", fields: [{ field: "attributes.a.b", code: "name" }] });
  const { refused } = await ann.ask<Introduced>("identify", { userId: 1, email: "ceo@shop.example", name: "Ann" });
  expect(refused).toMatchObject([
    { field: "userId", code: "proven" },
    { field: "email", code: "proven" },
  ]);
  await ann.send("hello");
  const { visitor: shown } = await amy.lists(conversation.id, "bot");
  expect(shown.profile).toMatchObject({ userId: "42", name: "Ann", email: "ann@shop.example" });
  expect(shown.proven).toEqual(["name", "email", "attributes.plan", "userId"]);
});

test("[I4] the hash of the id proves it as well", async () => {
  const site = await startSite();
  const ann = await visitor(site.url);
  const hash = createHmac("sha256", site.key.secret).update("42").digest("hex");
  const proof = { userId: 42, hash };
  expect((await ann.ask<Welcome>("hello", { locale: "en", proof })).identity).toEqual({ userId: "42" });
});

test("[I5] where the site wants a proof of everybody, nothing is written without one, and all with one", async () => {
  const site = await startSite();
  const ann = await visitor(site.url);
  await ann.answerTo(await ann.send("before"));
  const messageId = ann.messages().find(({ author }) => author.kind === "bot")?.id;
  await site.set("enforce");
  const writes = {
    send: { content },
    rate: { score: 5 },
    judge: { messageId, helpful: true },
    stopWaiting: {},
    end: {},
  };
  for (const [event, input] of Object.entries(writes)) {
    await expect(ann.ask(event, { id: newId(), ...input }), event).rejects.toMatchObject({
      data: { code: "forbidden", details: { reason: "identity" } },
    });
  }
  expect((await ann.ask<Welcome>("hello", { locale: "en" })).identity).toEqual({ needed: true });
  expect((await prove(ann, site.sign(42))).identity).toEqual({ userId: "42" });
  await ann.send("after");
  const again = await visitor(site.url, { token: (await prove(ann, site.sign(42))).token });
  expect(again.welcome.identity).toEqual({ userId: "42" });
  await again.send("by the token");
  await site.set("off");
  const other = await visitor(site.url);
  expect((await prove(other, site.sign(43))).identity).toMatchObject({ refused: { code: "off" } });
  await other.send("anonymous");
});

test("[I7] two keys are live at a time, told once, made and ended by admins with their password, and noted", async () => {
  const site = await startSite();
  const keys = "/inboxes/web/identity-keys";
  const second = await site.makeKey();
  await expect(site.makeKey()).rejects.toMatchObject({ status: 409 });
  const ann = await visitor(site.url);
  for (const { secret } of [site.key, second]) {
    expect((await prove(ann, signerOf(secret)(42))).identity).toEqual({ userId: "42" });
  }
  await site.endKey(site.key.id);
  expect((await prove(ann, site.sign(42))).identity).toMatchObject({ refused: { code: "signature" } });
  expect((await prove(ann, signerOf(second.secret)(42))).identity).toEqual({ userId: "42" });
  const third = await site.makeKey();

  const shown = await site.boss.call("GET", keys);
  expect(shown).toEqual([second, third].map(({ secret: _secret, ...key }) => key));
  const [web] = await site.engine.services.dialog.inboxes({});
  expect(JSON.stringify([shown, web])).not.toContain(third.secret);
  await expect(site.boss.call("POST", keys, {})).rejects.toMatchObject({ status: 400 });
  await expect(site.boss.call("POST", keys, { current: "guessed" })).rejects.toMatchObject({ status: 400 });
  await expect(site.boss.call("POST", "/inboxes/nowhere/identity-keys", { current: PASSWORD })).rejects.toMatchObject({
    status: 404,
  });
  const agentsOwn = await member(site, "Amy");
  await expect(agentsOwn.call("GET", keys)).rejects.toMatchObject({ status: 403 });
  const trail = await site.boss.call<{ action: string; target: string }[]>("GET", "/audit");
  const noted = trail.filter(({ action }) => action.startsWith("identityKey"));
  expect(noted.map(({ action, target }) => `${action} ${target}`)).toEqual([
    `identityKeyMade web/${third.id}`,
    `identityKeyEnded web/${site.key.id}`,
    `identityKeyMade web/${second.id}`,
    `identityKeyMade web/${site.key.id}`,
  ]);
});

test("[I9] a proof that does not count changes nothing, and the answer says why", async () => {
  const site = await startSite();
  const ann = await visitor(site.url);
  const anonymous = ann.welcome.visitorId;
  const { visitorId, token } = await prove(ann, site.sign(42));
  expect(visitorId).toBe(anonymous);
  const past = Math.floor(Date.now() / 1_000) - 600;
  for (const [proof, code] of [
    [{ token: site.sign(43, { exp: past }) }, "expired"],
    [{ token: signerOf("stolen")(43) }, "signature"],
    [{ token: 42 }, "malformed"],
    ["42", "malformed"],
    [null, "malformed"],
    [{ userId: "43", hash: "00" }, "signature"],
  ] as const) {
    const welcome = await ann.ask<Welcome>("hello", { locale: "en", proof });
    expect(welcome, JSON.stringify(proof)).toMatchObject({
      visitorId,
      token,
      identity: { userId: "42", refused: { code } },
    });
  }
});

test("[I5, I7] who is signed in in one inbox is nobody in another one, and was nobody there", async () => {
  const site = await startSite();
  await site.boss.call("POST", "/inboxes", { id: "demo", name: "Demo" });
  const { secret } = await site.boss.call<NewIdentityKey>("POST", "/inboxes/demo/identity-keys", { current: PASSWORD });
  const inDemo = await visitor(`${site.url}/i/demo/`);
  const boss = await prove(inDemo, signerOf(secret)("boss"));
  expect(boss.identity).toEqual({ userId: "boss" });
  await site.set("enforce");

  const here = await visitor(site.url, { token: boss.token });
  expect(here.welcome.identity).toEqual({ needed: true });
  expect(here.welcome.visitorId).not.toBe(boss.visitorId);
  await expect(here.send("hello")).rejects.toMatchObject({ data: { code: "forbidden" } });

  const again = await visitor(site.url, { token: boss.token });
  const ann = await prove(again, site.sign("ann"));
  expect(ann.identity).toEqual({ userId: "ann" });
  await expect(again.ask("send", { id: newId(), content, as: boss.visitorId })).rejects.toMatchObject({
    data: { code: "forbidden", details: { reason: "as" } },
  });
  const still = await visitor(`${site.url}/i/demo/`, { token: boss.token });
  expect(still.welcome).toMatchObject({ visitorId: boss.visitorId, identity: { userId: "boss" } });
});

test("[I8] what is connected by the old token is disconnected, also where the new one is first used by connecting", async () => {
  const site = await startSite();
  const ann = await visitor(site.url);
  const { token } = ann.welcome;
  const other = await visitor(site.url, { token });
  other.socket.io.reconnection(false);
  const ended = new Promise((resolve) => void other.socket.once("disconnect", resolve));
  const signed = await prove(ann, site.sign(42));
  expect([ann.socket.connected, other.socket.connected]).toEqual([true, true]);
  await visitor(site.url, { token: signed.token });
  await ended;
  await expect(visitor(site.url, { token })).rejects.toMatchObject({ data: { code: "unauthorized" } });
});

test("[I10] who signs out before the new token was used leaves the old one to nobody", async () => {
  const site = await startSite();
  const ann = await visitor(site.url);
  const { token } = ann.welcome;
  const other = await visitor(site.url, { token });
  other.socket.io.reconnection(false);
  const ended = new Promise((resolve) => void other.socket.once("disconnect", resolve));
  const signed = await prove(ann, site.sign(42));
  await ann.ask("forget", {});
  for (const old of [token, signed.token]) {
    await expect(visitor(site.url, { token: old })).rejects.toMatchObject({ data: { code: "unauthorized" } });
  }
  await ended;
});

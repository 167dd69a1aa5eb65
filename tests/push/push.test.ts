import { newId, type PushOffer, type PushState } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { browserKeys, pushService, verifiedVapid } from "../../packages/engine/src/push/web/receiver.test.kit.ts";
import { agent, type Api, owner } from "../support/agent.ts";
import { runEngine, shared, startEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";

const engine = shared(() => runEngine());
/** Longer than it takes until who left is held to be away. */
const LATER = { interval: 100 };

/** A browser whose push service is on this machine. */
async function device() {
  const service = await pushService();
  const keys = browserKeys();
  const target = { kind: "web", endpoint: `${service.base}/${newId()}`, p256dh: keys.p256dh, auth: keys.auth };
  const shown = () =>
    service.pushed.map(({ body }) => JSON.parse(keys.read(body)) as { id: string; title: string; body: string });
  return { ...service, target, shown };
}

/** Somebody with whom an agent talks, told on a device. */
async function talking(locale = "en", running = engine()) {
  const { url } = await running;
  const amy = await agent(await running, "Amy");
  const phone = await device();
  const ann = await visitor(url, { locale });
  const { id } = ann.welcome.conversation;
  await ann.choose("Talk to a person", "human");
  await amy.claim(id);
  const offer = await ann.ask<PushOffer>("subscribe", { target: phone.target, url: "https://shop.example/help" });
  return { amy, ann, phone, id, offer };
}

async function settings(mine: Api, push: object) {
  const { version } = await mine.call<{ version: number }>("GET", "/inboxes/web");
  await mine.call("PATCH", "/inboxes/web", { version, settings: { push } });
}

test("[N2] [N3] who is away is told once of what an agent said, in their language, and nothing of its words", async () => {
  const { amy, ann, phone, id, offer } = await talking("zh-CN");
  ann.socket.disconnect();
  await amy.send(id, "Your parcel is at the post office");
  await amy.send(id, "It opens at nine");
  await expect.poll(() => phone.pushed.length, LATER).toBe(1);
  const [notice] = phone.shown();
  expect(notice).toMatchObject({ title: "您有新的回复", body: "打开会话即可查看。", url: "https://shop.example/help" });
  expect(JSON.stringify(notice)).not.toContain("parcel");
  const said = await verifiedVapid(phone.pushed[0]?.headers.authorization ?? "", phone.base);
  expect(said.key).toBe(offer.key);
  const { key, kinds, devices } = await (await owner(await engine())).call<PushState>("GET", "/inboxes/web/push");
  expect({ key, kinds }).toEqual(offer);
  expect(devices).toBeGreaterThan(0);
});

test("[N3] who is there and reads is told nothing", async () => {
  const here = await talking();
  const away = await talking();
  away.ann.socket.disconnect();
  const { seq } = await here.amy.send(here.id, "Are you there?");
  here.ann.socket.emit("read", { seq });
  await away.amy.send(away.id, "Are you there?");
  await expect.poll(() => away.phone.pushed.length, LATER).toBe(1);
  expect(here.phone.pushed).toEqual([]);
});

test("[N4] who is forgotten is told nothing more, on no device", async () => {
  const gone = await talking();
  const other = await talking();
  await gone.ann.ask("forget", {});
  for (const { ann } of [gone, other]) ann.socket.disconnect();
  await gone.amy.send(gone.id, "One more thing").catch(() => {});
  await other.amy.send(other.id, "One more thing");
  await expect.poll(() => other.phone.pushed.length, LATER).toBe(1);
  expect(gone.phone.pushed).toEqual([]);
});

test("[N1] what no device can be is refused, with words", async () => {
  const { url } = await engine();
  const ann = await visitor(url);
  const { phone } = { phone: await device() };
  const subscribe = (target: object) => ann.ask("subscribe", { target });
  const refused = { data: { code: "invalid" } };
  await expect(subscribe({ kind: "fcm", token: "a-token-that-nobody-can-use" })).rejects.toMatchObject(refused);
  await expect(subscribe({ ...phone.target, endpoint: "http://10.0.0.1/x" })).rejects.toMatchObject(refused);
  await expect(subscribe({ ...phone.target, endpoint: "file:///etc/passwd" })).rejects.toMatchObject(refused);
  await expect(subscribe({ ...phone.target, p256dh: "short" })).rejects.toMatchObject(refused);
  expect(await ann.ask("subscribe", {})).toMatchObject({ kinds: ["web"], key: expect.any(String) as string });
  await subscribe(phone.target);
  expect(await ann.ask("unsubscribe", { target: phone.target })).toEqual({});
});

test("[N3] an engine that ends before it has told leaves it to the next one, whose keys are the same", async () => {
  const first = await startEngine();
  const { amy, ann, phone, id, offer } = await talking("en", Promise.resolve(first));
  ann.socket.disconnect();
  phone.answer(503);
  await amy.send(id, "Do not lose me");
  amy.socket.disconnect();
  await first.stop();
  const { folder } = first;
  const second = await runEngine({ store: folder });
  onTestFinished(() => second.stop());
  await expect.poll(() => phone.pushed.length, LATER).toBe(1);
  expect((await verifiedVapid(phone.pushed[0]?.headers.authorization ?? "", phone.base)).key).toBe(offer.key);
});

test("[N2] where an inbox wants it, the first words are shown, with who says them; a device that is gone is forgotten", async () => {
  const running = await startEngine();
  const { amy, ann, phone, id } = await talking("en", Promise.resolve(running));
  const mine = await owner(running);
  await settings(mine, { shows: "words" });
  ann.socket.disconnect();
  phone.answer(503, { "retry-after": "1" });
  await amy.send(id, "Your parcel is at the post office");
  await expect.poll(() => phone.pushed.length, LATER).toBe(1);
  expect(phone.shown()[0]).toMatchObject({ title: "Amy", body: "Your parcel is at the post office" });
  const state = () => mine.call<PushState>("GET", "/inboxes/web/push");
  expect((await state()).error?.says).toBe("The browser's push service answers 503.");
  const next = await visitor(running.url, { token: ann.welcome.token });
  const other = await device();
  await next.ask("subscribe", { target: other.target });
  expect((await state()).devices).toBe(2);
  next.socket.disconnect();
  other.answer(410);
  await amy.send(id, "It opens at nine");
  await expect.poll(async () => (await state()).devices, LATER).toBe(1);
});

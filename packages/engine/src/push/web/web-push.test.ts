import { expect, test } from "vitest";
import { inTime, NOTICE, sharedMemory, wayOut } from "../push.test.kit.ts";
import { browserKeys, pushService, verifiedVapid } from "./receiver.test.kit.ts";
import { vapidKeys } from "./vapid.ts";
import { createWebPush } from "./web-push.ts";

const CONTACT = "mailto:help@shop.example";

async function setUp(fetch = wayOut()) {
  const service = await pushService();
  const memory = sharedMemory();
  const keys = await vapidKeys(memory);
  const browser = browserKeys();
  const target = {
    kind: "web" as const,
    endpoint: `${service.base}/devices/1`,
    p256dh: browser.p256dh,
    auth: browser.auth,
  };
  const push = createWebPush({ keys, contact: CONTACT, fetch });
  return { service, memory, keys, browser, target, push };
}

test("[N2] a browser reads what it is told, and its push service who sends; neither is told more", async () => {
  const { service, keys, browser, target, push } = await setUp();
  expect(await push.send(target, NOTICE, inTime())).toEqual({ is: "sent" });
  const [one] = service.pushed;
  const { collapse: tag, ...shown } = NOTICE;
  expect(JSON.parse(browser.read(one?.body ?? Buffer.alloc(0)))).toEqual({ ...shown, tag });
  expect(one).toMatchObject({
    path: "/devices/1",
    headers: { ttl: "86400", topic: tag, urgency: "high", "content-encoding": "aes128gcm" },
  });
  const said = await verifiedVapid(one?.headers.authorization ?? "", service.base);
  expect(said).toMatchObject({ key: keys.publicKey, sub: CONTACT, aud: service.base });
  expect((said.exp ?? 0) * 1_000 - Date.now()).toBeLessThan(86_400_000);
});

test("the keys of an inbox are made once, whoever asks first", async () => {
  const memory = sharedMemory();
  const made = await Promise.all(Array.from({ length: 8 }, () => vapidKeys(memory)));
  expect(new Set(made.map(({ publicKey }) => publicKey)).size).toBe(1);
  expect(Buffer.from(made[0]?.publicKey ?? "", "base64url")).toHaveLength(65);
});

test.each([
  [404, {}, { is: "gone" }],
  [410, {}, { is: "gone" }],
  [429, { "retry-after": "7" }, { is: "later", after: 7_000 }],
  [503, {}, { is: "later" }],
  [413, {}, { is: "refused" }],
  [403, {}, { is: "refused" }],
])("a push service that answers %i is understood", async (status, headers, result) => {
  const { service, target, push } = await setUp();
  service.answer(status, headers);
  expect(await push.send(target, NOTICE, inTime())).toMatchObject(result);
});

test("[N2] an endpoint within the house is never called, and is a device no more; neither is one whose keys are none", async () => {
  const { service, target, push } = await setUp(wayOut([]));
  expect(await push.send(target, NOTICE, inTime())).toEqual({ is: "gone" });
  expect(service.pushed).toEqual([]);
  const p256dh = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString("base64url");
  expect(await push.send({ ...target, p256dh }, NOTICE, inTime())).toEqual({ is: "gone" });
});

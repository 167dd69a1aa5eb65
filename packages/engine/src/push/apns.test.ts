import { createServer, type IncomingHttpHeaders, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import { exportPKCS8, generateKeyPair, jwtVerify } from "jose";
import { expect, onTestFinished, test } from "vitest";
import { createApns } from "./apns.ts";
import { inTime, NOTICE, sharedMemory } from "./push.test.kit.ts";

const DEVICE = { kind: "apns", token: "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0" } as const;
type Answer = [status: number, reason?: string, headers?: Record<string, string>];

/** Apple's service on this machine: HTTP/2 without TLS, and tokens by a key that it knows. */
async function apple(memory = sharedMemory()) {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const sent: { headers: IncomingHttpHeaders; body: unknown }[] = [];
  const answers: Answer[] = [];
  const refused = new Set<string>();
  const sessions = new Set<ServerHttp2Session>();
  let opened = 0;

  async function answerTo(headers: IncomingHttpHeaders, body: string): Promise<Answer> {
    const token = headers.authorization?.slice(7) ?? "";
    const { protectedHeader } = await jwtVerify(token, publicKey, { issuer: "TEAM123456" });
    if (protectedHeader.kid !== "KEY1234567") return [403, "InvalidProviderToken"];
    if (refused.has(token)) return [403, "ExpiredProviderToken"];
    const next = answers.shift();
    if (next) return next;
    sent.push({ headers, body: JSON.parse(body) });
    return [200];
  }
  const server = createServer();
  server.on("session", (session) => {
    opened += 1;
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
  });
  server.on("stream", (stream, headers) => {
    let body = "";
    stream.on("data", (part) => (body += String(part)));
    stream.on("error", () => {});
    stream.on("end", () => {
      void answerTo(headers, body).then(([status, reason, more]) => {
        if (status === 0) return void stream.session?.destroy();
        stream.respond({ ":status": status, ...more });
        stream.end(reason === undefined ? "" : JSON.stringify({ reason }));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const parts = { keyId: "KEY1234567", teamId: "TEAM123456", topic: "example.shop.app", memory, base };
  const key = await exportPKCS8(privateKey);
  const pushes: { stop?: () => void }[] = [];
  onTestFinished(() => {
    for (const push of pushes) push.stop?.();
    for (const session of sessions) session.destroy();
    server.close();
  });
  const node = () => {
    const push = createApns({ ...parts, key });
    pushes.push(push);
    return push;
  };
  return { node, sent, answers, refused, opened: () => opened, goAway: () => sessions.forEach((one) => one.goaway()) };
}

test("[N2] an app on iOS is told over one connection, with a token that nodes share", async () => {
  const { node, sent, opened } = await apple();
  const push = node();
  for (const one of [push, push, node()]) expect(await one.send(DEVICE, NOTICE, inTime())).toEqual({ is: "sent" });
  expect(opened()).toBe(2);
  expect(new Set(sent.map(({ headers }) => headers.authorization)).size).toBe(1);
  expect(sent[0]).toMatchObject({
    headers: {
      ":path": `/3/device/${DEVICE.token}`,
      "apns-topic": "example.shop.app",
      "apns-push-type": "alert",
      "apns-collapse-id": NOTICE.collapse,
    },
    body: {
      aps: { alert: { title: NOTICE.title, body: NOTICE.body }, sound: "default", "thread-id": NOTICE.collapse },
      id: NOTICE.id,
      inbox: "web",
      url: NOTICE.url,
    },
  });
});

test.each([
  [410, "Unregistered", {}, { is: "gone" }],
  [400, "BadDeviceToken", {}, { is: "gone" }],
  [429, "TooManyRequests", {}, { is: "later" }],
  [503, "ServiceUnavailable", { "retry-after": "4" }, { is: "later", after: 4_000 }],
  [400, "PayloadEmpty", {}, { is: "refused", reason: "Apple answers 400 PayloadEmpty." }],
])("Apple's answer %i %s is understood", async (status, reason, headers, result) => {
  const { node, answers } = await apple();
  answers.push([status, reason, headers]);
  expect(await node().send(DEVICE, NOTICE, inTime())).toMatchObject(result);
});

test("a token whose time is over is made anew", async () => {
  const { node, sent, refused } = await apple();
  const push = node();
  await push.send(DEVICE, NOTICE, inTime());
  refused.add(sent[0]?.headers.authorization?.slice(7) ?? "");
  expect(await push.send(DEVICE, NOTICE, inTime())).toMatchObject({ is: "later", after: 1_000 });
  // Of the same second it is the same but for its signature.
  expect(await push.send(DEVICE, NOTICE, inTime())).toEqual({ is: "sent" });
});

test("a connection that is cut says that nothing is known; the next notice has a new one, as after a farewell", async () => {
  const { node, sent, answers, opened, goAway } = await apple();
  const push = node();
  answers.push([0]);
  await expect(push.send(DEVICE, NOTICE, inTime())).rejects.toThrow();
  expect(await push.send(DEVICE, NOTICE, inTime())).toEqual({ is: "sent" });
  goAway();
  await expect
    .poll(async () => (await push.send(DEVICE, NOTICE, inTime()).catch(() => undefined)) && opened() === 3)
    .toBe(true);
  expect(sent.length).toBeGreaterThan(1);
});

test("who is there no more is answered for, and does not keep anybody", async () => {
  const { node } = await apple();
  await expect(node().send(DEVICE, NOTICE, AbortSignal.abort())).rejects.toThrow();
});

test("a key that is replaced leaves no token of its own to the next one", async () => {
  const memory = sharedMemory();
  await (await apple(memory)).node().send(DEVICE, NOTICE, inTime());
  expect(await (await apple(memory)).node().send(DEVICE, NOTICE, inTime())).toEqual({ is: "sent" });
});

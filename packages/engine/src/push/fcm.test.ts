import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportPKCS8, generateKeyPair, jwtVerify } from "jose";
import { expect, onTestFinished, test } from "vitest";
import { createFcm, fcmAccount } from "./fcm.ts";
import { inTime, NOTICE, sharedMemory, wayOut } from "./push.test.kit.ts";

const DEVICE = { kind: "fcm", token: "device-token-of-an-android-phone" } as const;
type Answer = [status: number, body: object, headers?: Record<string, string>];

/** Google's two services on this machine: one gives tokens for what the account has signed, the other takes messages for those. */
async function google() {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const sent: { message: { token: string } }[] = [];
  const answers: Answer[] = [];
  const live = new Set<string>();
  let granted = 0;
  async function answerTo(path: string, authorization: string, body: string): Promise<Answer> {
    if (path === "/token") {
      const assertion = new URLSearchParams(body).get("assertion") ?? "";
      await jwtVerify(assertion, publicKey, { issuer: "push@shop.iam.example", audience: `${base}/token` });
      const token = `token-${(granted += 1)} of ${base}`;
      live.add(token);
      return [200, { access_token: token, expires_in: 3_600 }];
    }
    if (!live.has(authorization.slice(7))) return [401, { error: { status: "UNAUTHENTICATED" } }];
    const next = answers.shift();
    if (next) return next;
    sent.push(JSON.parse(body) as { message: { token: string } });
    return [200, { name: "projects/shop-1/messages/1" }];
  }
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += String(part)));
    request.on("end", () => {
      const { authorization = "" } = request.headers;
      const answering = answerTo(request.url ?? "", authorization, body).catch((): Answer => [400, {}]);
      void answering.then(([status, said, headers]) => response.writeHead(status, headers).end(JSON.stringify(said)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = {
    project_id: "shop-1",
    client_email: "push@shop.iam.example",
    private_key: await exportPKCS8(privateKey),
    token_uri: `${base}/token`,
  };
  const memory = sharedMemory();
  const node = () => createFcm({ account, memory, fetch: wayOut(), base });
  return { node, memory, base, sent, live, account, answers, granted: () => granted };
}

test("[N2] a phone is told by a message of which nodes share the token", async () => {
  const { node, sent, granted } = await google();
  for (const push of [node(), node()]) expect(await push.send(DEVICE, NOTICE, inTime())).toEqual({ is: "sent" });
  expect(granted()).toBe(1);
  expect(sent[0]).toEqual({
    message: {
      token: DEVICE.token,
      notification: { title: NOTICE.title, body: NOTICE.body },
      data: { id: NOTICE.id, inbox: "web", url: NOTICE.url },
      android: {
        collapse_key: NOTICE.collapse,
        priority: "HIGH",
        ttl: "86400s",
        notification: { tag: NOTICE.collapse },
      },
      apns: { headers: { "apns-collapse-id": NOTICE.collapse } },
    },
  });
});

test("a token that ended before its time is had anew, and nothing is lost", async () => {
  const { node, sent, live, granted } = await google();
  const push = node();
  await push.send(DEVICE, NOTICE, inTime());
  live.clear();
  expect(await push.send(DEVICE, NOTICE, inTime())).toMatchObject({ is: "later", after: 1_000 });
  expect(await push.send(DEVICE, NOTICE, inTime())).toEqual({ is: "sent" });
  expect([granted(), sent.length]).toEqual([2, 2]);
});

const refusal = (status: string, errorCode?: string) => ({
  error: { status, details: errorCode ? [{ "@type": "type.googleapis.com/FcmError", errorCode }] : [] },
});

test.each([
  [404, refusal("NOT_FOUND", "UNREGISTERED"), {}, { is: "gone" }],
  [403, refusal("PERMISSION_DENIED", "SENDER_ID_MISMATCH"), {}, { is: "gone" }],
  [429, refusal("RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED"), { "retry-after": "90" }, { is: "later", after: 90_000 }],
  [503, refusal("UNAVAILABLE"), { "retry-after": "5" }, { is: "later", after: 5_000 }],
  [400, refusal("INVALID_ARGUMENT"), {}, { is: "refused", reason: "Firebase answers 400 INVALID_ARGUMENT." }],
  [500, { nothing: "known" }, {}, { is: "later", reason: "Firebase answers 500." }],
])("Firebase's answer %i is understood", async (status, body, headers, result) => {
  const { node, answers } = await google();
  answers.push([status, body, headers]);
  expect(await node().send(DEVICE, NOTICE, inTime())).toMatchObject(result);
});

test("a service account that Google does not know is said so, and is tried again", async () => {
  const { account, memory } = await google();
  const other = await google();
  const push = createFcm({ account: { ...account, private_key: other.account.private_key }, memory, fetch: wayOut() });
  await expect(push.send(DEVICE, NOTICE, inTime())).rejects.toThrow("Google gives no token for this service account");
});

test("what is no service account is none", () => {
  for (const secret of [undefined, "", "no JSON", "[]", "{}", '{"project_id":"../x"}'])
    expect(fcmAccount(secret)).toBeUndefined();
});

test("an account that is replaced leaves no token of its own to the next one", async () => {
  const before = await google();
  await before.node().send(DEVICE, NOTICE, inTime());
  const { account, base, sent } = await google();
  const { memory } = before;
  const push = createFcm({ account, memory, fetch: wayOut(), base });
  expect(await push.send(DEVICE, NOTICE, inTime())).toEqual({ is: "sent" });
  expect(sent).toHaveLength(1);
});

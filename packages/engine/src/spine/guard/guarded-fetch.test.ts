import type { LookupAddress } from "node:dns";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import { hosts } from "../../settings.ts";
import { isPublic } from "./addresses.ts";
import { createGuard, type GuardOptions } from "./guarded-fetch.ts";

/** A server of this house that tells a secret, and how often it was asked. */
async function secretive(listener?: (...asked: Parameters<RequestListener>) => unknown) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (listener) void listener(request, response);
    else response.end("the secret of the house");
  });
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, port };
}

function guard(options: GuardOptions = {}) {
  const made = createGuard(options);
  onTestFinished(() => made.stop());
  return made.fetch;
}

/** A network in which every name stands for these addresses, one after the other. */
const standsFor = (...addresses: string[]) =>
  ((_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) => {
    const address = addresses.length > 1 ? (addresses.shift() ?? "") : (addresses[0] ?? "");
    done(null, [{ address, family: address.includes(":") ? 6 : 4 }]);
  }) as unknown as NonNullable<GuardOptions["lookup"]>;

test.each([
  "127.0.0.1",
  "127.1",
  "0.0.0.0",
  "0",
  "2130706433",
  "0x7f000001",
  "0x7f.1",
  "017700000001",
  "127.0.0.1.",
  "localhost",
  "LOCALHOST",
  "localhost.",
  hostname(),
  "[::1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[0:0:0:0:0:ffff:7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::127.0.0.1]",
  "[64:ff9b:1::7f00:1]",
  "[2002:7f00:1::]",
  "[fe80::1]",
  "[fd00:ec2::254]",
  "[ff02::1]",
  "169.254.169.254",
  "100.100.100.200",
  "168.63.129.16",
  "10.0.0.1",
  "172.16.0.1",
  "192.168.1.1",
  "224.0.0.1",
  "255.255.255.255",
  "①②⑦.⓪.⓪.①",
])("%s is not called", async (host) => {
  const { asked, port } = await secretive();
  await expect(guard()(`http://${host}:${port}/`)).rejects.toThrow(/is no public address|ENOTFOUND|EAI_AGAIN/);
  expect(asked).toEqual([]);
});

test.each([
  ["a private address", "10.1.2.3"],
  ["this machine", "127.0.0.1"],
  ["this machine, mapped", "::ffff:127.0.0.1"],
  ["what providers tell machines of themselves", "169.254.169.254"],
  ["a private address of IPv6", "fd12:3456::1"],
])("a name that stands for %s is not called", async (_, address) => {
  const { asked, port } = await secretive();
  const fetch = guard({ lookup: standsFor(address) });
  await expect(fetch(`http://platform.example:${port}/`)).rejects.toThrow("is no public address");
  expect(asked).toEqual([]);
});

test("a name that stands for something else from one look to the next is looked at once, and that is called", async () => {
  const { asked, port } = await secretive();
  // It is not the second one that is called.
  const fetch = guard({ lookup: standsFor("1.1.1.1", "127.0.0.1"), patience: 200 });
  await expect(fetch(`http://platform.example:${port}/`)).rejects.toThrow();
  expect(asked).toEqual([]);
});

test.each([
  "8.8.8.8",
  "180.101.49.11",
  "2606:4700::1111",
  "::ffff:8.8.8.8",
  "64:ff9b::808:808",
  "2001:4860:4860::8888",
])("%s is public", (address) => expect(isPublic(address)).toBe(true));

test.each(["", "localhost", "fe80::1%eth0", "2001:db8::1", "2001::1", "3fff::1", "::ffff:10.0.0.1", "4000::1"])(
  "%s is not public",
  (address) => expect(isPublic(address)).toBe(false),
);

test.each([
  "file:///etc/passwd",
  "ftp://example.com/",
  "data:text/plain,hi",
  "gopher://127.0.0.1/",
  "http://me:secret@127.0.0.1/",
])("%s is not fetched", (url) => expect(guard()(url)).rejects.toThrow(TypeError));

test("a host that the operator allows is called, at its port only where one is named", async () => {
  const { port } = await secretive();
  const url = `http://127.0.0.1:${port}/`;
  for (const allowed of ["127.0.0.1", `127.0.0.1:${port}`]) {
    expect(await (await guard({ allowed: [allowed] })(url)).text()).toBe("the secret of the house");
  }
  await expect(guard({ allowed: ["127.0.0.1:1"] })(url)).rejects.toThrow("is no public address");
});

test.each([
  ["bridge.internal", "bridge.internal"],
  ["bridge.internal:80", "bridge.internal:80"],
  ["bridge.internal:0443", "bridge.internal:443"],
  ["BRIDGE.internal:8080", "bridge.internal:8080"],
  ["[::1]:80", "[::1]:80"],
  ["[::1]", "[::1]"],
])("of CHANNEL_HOSTS=%s the port is kept, the usual ones too", (given, kept) => {
  expect(v.parse(hosts, given)).toEqual([kept]);
});

test("of a host that is allowed at a usual port no other is called, and that one is without being named", async () => {
  const { asked, port } = await secretive();
  const fetch = guard({ allowed: v.parse(hosts, "127.0.0.1:80, 127.0.0.1:443") });
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow("is no public address");
  const ended = AbortSignal.abort(new Error("It may be called."));
  for (const url of ["http://127.0.0.1/", "https://127.0.0.1/", "https://127.0.0.1:80/"])
    await expect(fetch(url, { signal: ended })).rejects.toThrow("It may be called.");
  expect(asked).toEqual([]);
});

test.each([
  ["another host", "http://localhost:PORT/there"],
  ["another port", "http://127.0.0.1:1/there"],
  ["what providers tell machines of themselves", "http://169.254.169.254/latest/meta-data/"],
])("an answer that leads to %s is not followed", async (_, location) => {
  const { asked, port } = await secretive((request, response) =>
    response.writeHead(302, { location: location.replace("PORT", String(port)) }).end(),
  );
  const fetch = guard({ allowed: ["127.0.0.1"] });
  await expect(fetch(`http://127.0.0.1:${port}/here`)).rejects.toThrow("another host");
  expect(asked).toEqual(["GET /here"]);
});

test("an answer that leads to another page of the host is followed, but not for ever, and not what was to change something", async () => {
  const { asked, port } = await secretive((request, response) => {
    if (request.url === "/there") return void response.end("found");
    response.writeHead(302, { location: request.url === "/round" ? "/round" : "/there" }).end();
  });
  const fetch = guard({ allowed: ["127.0.0.1"] });
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;
  expect(await (await fetch(at("/here"))).text()).toBe("found");
  expect((await fetch(at("/round"))).status).toBe(302);
  await expect(fetch(at("/here"), { method: "POST", body: "x" })).rejects.toThrow("leads elsewhere");
  expect(asked).not.toContain("POST /there");
});

test("what is sent arrives as it was meant, in one piece and with its length, or piece by piece", async () => {
  const got: unknown[] = [];
  const { port } = await secretive(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const { "content-type": type = "", "content-length": length } = request.headers;
    got.push([
      request.method,
      type.split(";")[0],
      length === undefined ? "pieces" : Number(length) === text.length,
      text.length,
    ]);
    response.writeHead(201, { "x-id": "7" }).end("{}");
  });
  const fetch = guard({ allowed: ["127.0.0.1"] });
  const url = new URL(`http://127.0.0.1:${port}/`);
  const form = new FormData();
  form.append("media", new Blob(["12345"]), "a.txt");
  const answer = await fetch(url, {
    method: "POST",
    body: JSON.stringify({ a: 1 }),
    headers: { "content-type": "application/json" },
  });
  expect([answer.status, answer.ok, answer.headers.get("x-id"), await answer.json()]).toEqual([201, true, "7", {}]);
  await fetch(url, { method: "POST", body: form });
  await fetch(url, { method: "PUT", body: new Blob(["12345"]).stream() });
  expect(got).toEqual([
    ["POST", "application/json", true, 7],
    ["POST", "multipart/form-data", true, expect.any(Number)],
    ["PUT", "", "pieces", 5],
  ]);
});

test("an answer that is too long, or rests too long, fails; one that is begun too late too", async () => {
  const { port } = await secretive((request, response) => {
    if (request.url === "/long") response.end("x".repeat(2_000));
    else if (request.url === "/rests") response.write("x");
  });
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;
  const fetch = guard({ allowed: ["127.0.0.1"], patience: 1_000 });
  await expect((await fetch(at("/long"), { most: 1_999 })).text()).rejects.toThrow("longer than 1999 bytes");
  expect(await (await fetch(at("/long"), { most: 2_000 })).text()).toHaveLength(2_000);
  await expect((await fetch(at("/rests"))).text()).rejects.toThrow("no answer in time");
  await expect(fetch(at("/never"))).rejects.toThrow("no answer in time");
  const ended = AbortSignal.abort(new Error("We stop."));
  await expect(fetch(at("/never"), { signal: ended })).rejects.toThrow("We stop.");
});

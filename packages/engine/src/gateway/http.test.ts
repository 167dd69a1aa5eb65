import { createServer, request as ask } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import express from "express";
import { describe, expect, onTestFinished, test } from "vitest";
import { createHttp, type HttpParts } from "./http.ts";
import { createMetrics } from "./metrics.ts";
import { trustOf } from "../transport/trust.ts";

async function open(parts: Partial<HttpParts> = {}) {
  const heard: unknown[] = [];
  const app = createHttp({
    metrics: createMetrics(),
    trust: trustOf(0),
    isSecure: () => false,
    api: express.Router(),
    demo: true,
    condition: async () => ({ problems: {}, weaknesses: {} }),
    onError: (error) => void heard.push(error),
    ...parts,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  return { port: (server.address() as AddressInfo).port, heard };
}

interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
}

/** Asks without undoing anything on the way, as `fetch` would. */
const get = (port: number, path: string, headers: Record<string, string> = {}) =>
  new Promise<Got>((resolve, reject) => {
    ask({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(parts) }),
      );
    })
      .on("error", reject)
      .end();
  });

describe("what browsers load", () => {
  const files = [
    "/widget.js",
    "/widget-core.js",
    "/console/",
    "/console/console.js",
    "/console/console.css",
    "/",
    "/shop.css",
  ];

  test.each(files)("%s comes compressed as the browser can read it, and is the same file", async (path) => {
    const { port } = await open();
    const plain = await get(port, path);
    expect([plain.status, plain.headers["content-encoding"]]).toEqual([200, undefined]);
    const small = plain.bytes.length < 100;
    for (const [accepts, encoding, undo] of [
      ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
      ["gzip, deflate", "gzip", gunzipSync],
      ["gzip;q=1.0, br;q=0", "gzip", gunzipSync],
    ] as const) {
      const { bytes, headers } = await get(port, path, { "accept-encoding": accepts });
      if (small) {
        expect(headers["content-encoding"]).toBeUndefined();
        continue;
      }
      expect([path, headers["content-encoding"], headers["vary"]]).toEqual([path, encoding, "Accept-Encoding"]);
      expect(undo(bytes).equals(plain.bytes)).toBe(true);
      expect(bytes.length).toBeLessThan(plain.bytes.length * 0.8);
      for (const name of ["content-type", "cache-control", "content-security-policy", "access-control-allow-origin"]) {
        expect([name, String(headers[name]).toLowerCase()]).toEqual([name, String(plain.headers[name])]);
      }
    }
    expect((await get(port, path, { "accept-encoding": "identity" })).headers["content-encoding"]).toBeUndefined();
  });

  test("the console's address without a slash leads there, also below a prefix that a proxy takes away", async () => {
    const { port } = await open();
    const { status, headers } = await get(port, "/console?lang=zh");
    expect([status, headers["location"]]).toEqual([301, "console/?lang=zh"]);
  });

  test.each(["/\\evil.example/..", "//evil.example/..", "/console/..%2f..", "/.%2e/package.json"])(
    "%s leads nowhere",
    async (path) => {
      const { port } = await open();
      const { status, headers } = await get(port, path);
      expect([status >= 400, headers["location"]]).toEqual([true, undefined]);
    },
  );

  test("without the demo shop there is nothing at /", async () => {
    const { port } = await open({ demo: false });
    expect([(await get(port, "/")).status, (await get(port, "/widget.js")).status]).toEqual([404, 200]);
  });
});

test("over HTTPS browsers are told to stay there", async () => {
  const [safe, open_] = [await open({ isSecure: () => true }), await open()];
  expect((await get(safe.port, "/healthz")).headers["strict-transport-security"]).toMatch(/max-age=\d{8}/);
  expect((await get(open_.port, "/healthz")).headers["strict-transport-security"]).toBeUndefined();
});

test("an HTTP/1.0 proxy is answered, and the connection ended", async () => {
  const { port } = await open();
  const answer = await new Promise<string>((resolve, reject) => {
    let heard = "";
    const socket = connect(port, "127.0.0.1", () => socket.write("GET /widget.js HTTP/1.0\r\nHost: engine\r\n\r\n"));
    socket
      .on("data", (part) => (heard += part.toString("latin1")))
      .on("end", () => resolve(heard))
      .on("error", reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(answer).not.toMatch(/transfer-encoding/i);
});

describe("every failure is JSON, and says nothing of the inside (SPEC R6)", () => {
  const broken = async () => {
    throw new Error("connect ECONNREFUSED 10.0.0.9:27017 at /srv/parley/store.js");
  };

  test("where the store is away", async () => {
    const metrics = { ...createMetrics(), text: broken };
    const { port, heard } = await open({ metrics, condition: broken });
    for (const path of ["/metrics", "/readyz"]) {
      const { status, bytes } = await get(port, path);
      expect([path, status, JSON.parse(bytes.toString())]).toEqual([
        path,
        500,
        { error: { code: "internal", message: "Something went wrong." } },
      ]);
    }
    expect(heard).toHaveLength(2);
  });

  test.each(["/nothing", "/console/nothing.js", "/%E0%A4%A", "/widget.js/x", "/rpc/users/team"])("%s", async (path) => {
    const { port } = await open();
    const { status, headers, bytes } = await get(port, path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(headers["content-type"]).toMatch(/^application\/json/);
    expect(JSON.parse(bytes.toString())).toHaveProperty("error.code");
  });
});

describe("metrics", () => {
  test.each<[string, Partial<HttpParts>, Record<string, string>, number]>([
    ["are for this machine", {}, {}, 200],
    ["not for whom a proxy on this machine passes on", {}, { "x-forwarded-for": "198.51.100.7" }, 401],
    [
      "not for who says through a trusted proxy that they are this machine",
      { trust: trustOf(1) },
      { "x-forwarded-for": "127.0.0.1" },
      401,
    ],
    ["nor in the newer header", {}, { forwarded: "for=127.0.0.1" }, 401],
    [
      "are for who has the token, from anywhere",
      { metricsToken: "m" },
      { authorization: "Bearer m", "x-forwarded-for": "1.1.1.1" },
      200,
    ],
    ["not without it", { metricsToken: "m" }, {}, 401],
    ["not with another", { metricsToken: "m" }, { authorization: "Bearer mm" }, 401],
  ])("%s", async (_case, parts, headers, status) => {
    const { port } = await open(parts);
    expect((await get(port, "/metrics", headers)).status).toBe(status);
  });
});

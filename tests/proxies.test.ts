import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { rm } from "node:fs/promises";
import { createEngine, type EngineOptions } from "@parley/engine";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { pathOf, takeOff } from "../packages/engine/src/prefix.ts";
import { agentSocket } from "./support/agent.ts";
import { PASSWORD } from "./support/console.ts";
import { trainedCopy } from "./support/engine.ts";
import { freePort } from "../packages/engine/src/upkeep/free-port.test.kit.ts";
import { type Places, type ProxyName, proxyInstalled, recipe, startProxy } from "./support/proxy.ts";
import { type RefusedError, visitor } from "./support/visitor.ts";

/** Two visitors at once of an address, and no more for a long time. */
const FEW = { newVisitor: { burst: 2, perMinute: 0.001 } };

/** An engine as `parley start` runs it, with a path of its address taken off. */
async function startBehind(options: EngineOptions): Promise<{ inside: string; ownerToken: string }> {
  const folder = await trainedCopy();
  const server = createServer();
  const engine = await createEngine({ store: folder, logLevel: "silent", trustProxy: 1, rates: FEW, ...options });
  server.on("request", engine.app);
  engine.attach(server);
  takeOff(pathOf(options.publicUrl), server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await engine.ready();
  onTestFinished(async () => {
    await engine.close();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { token = "" } = await engine.services.users.ownerSetup({});
  return { inside: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ownerToken: token };
}

/** Sets the owner's password as the console does, with the headers that browsers send over plain HTTP, or others. */
function signIn(url: string, token: string, headers: Record<string, string> = { origin: new URL(url).origin }) {
  const body = JSON.stringify({ token, password: PASSWORD, name: "Olivia", email: "o@example.com" });
  return fetch(`${url}/api/setup`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
}

/** What has to work behind every proxy. */
async function expectAllToWork(url: string, ownerToken: string, before = 1): Promise<void> {
  const script = await fetch(`${url}/widget.js`, { headers: { "accept-encoding": "br, gzip" } });
  expect([script.status, script.headers.get("content-encoding")]).toEqual([200, "br"]);
  expect((await fetch(`${url}/console`)).url).toBe(`${url}/console/`);
  expect((await signIn(url, ownerToken)).status).toBe(200);

  // Who claims another address in every request is one visitor's address all the same.
  const claiming = (address: string) => ({
    headers: { "x-forwarded-for": Array.from({ length: before }, () => address).join(", ") },
  });
  const first = await visitor(url, claiming("1.1.1.1"));
  expect(first.socket.io.engine.transport.name).toBe("websocket");
  await first.answerTo(await first.send("Where is my order?"));
  const second = await visitor(url, { ...claiming("2.2.2.2"), transports: ["polling"] });
  await second.answerTo(await second.send("我的订单到哪了"));
  const refusal = await visitor(url, claiming("3.3.3.3")).catch((error: RefusedError) => error.data?.code);
  expect(refusal).toBe("tooMany");
}

/** Puts places into a recipe where it has its own. */
const placed = async (file: string, ...changes: [string | RegExp, string][]) => {
  let text = await recipe(file);
  for (const [from, to] of changes) {
    expect(text).toMatch(from);
    text = text.replace(from, to);
  }
  return text;
};

/** Each recipe, changed in nothing but where it listens and where the engine is. */
const RECIPES: [ProxyName, (places: Places) => Promise<string>][] = [
  [
    "nginx",
    ({ listen, engine }) =>
      placed("nginx.conf", [/listen 80/, `listen 127.0.0.1:${listen}`], [/127\.0\.0\.1:8080/, engine]),
  ],
  [
    "caddy",
    ({ listen, engine }) =>
      placed("Caddyfile", [/^help\.example\.com/m, `http://127.0.0.1:${listen}`], [/127\.0\.0\.1:8080/, engine]),
  ],
  [
    "haproxy",
    ({ listen, engine }) =>
      placed("haproxy.cfg", [/bind :80/, `bind 127.0.0.1:${listen}`], [/127\.0\.0\.1:8080/, engine]),
  ],
  [
    "apache2",
    async ({ listen, engine }) =>
      `Listen 127.0.0.1:${listen}\n${await placed("apache.conf", [/\*:80/, `*:${listen}`], [/127\.0\.0\.1:8080/, engine])}`,
  ],
];

for (const [name, configure] of RECIPES) {
  const there = proxyInstalled(name);
  if (!there) process.stderr.write(`\nSKIPPED: behind ${name}, which is not installed.\n\n`);

  test.skipIf(!there)(
    `behind ${name} as examples/proxies has it: files compressed, console, chat both ways, addresses`,
    async () => {
      const { inside, ownerToken } = await startBehind({});
      await expectAllToWork(await startProxy(name, configure, inside), ownerToken);
    },
  );
}

/** How each recipe's place to listen at gets a certificate, as its head says. */
const WITH_TLS: Record<ProxyName, (config: string, certificate: string) => string> = {
  nginx: (config, file) =>
    config.replace(/(listen [\d.:]+);/, `$1 ssl; ssl_certificate ${file}; ssl_certificate_key ${file};`),
  caddy: (config, file) => config.replace("http://", "https://").replace("{", `{\n\ttls ${file} ${file}`),
  haproxy: (config, file) => config.replace(/^ +bind [\d.:]+/m, `$& ssl crt ${file}`),
  apache2: (config, file) =>
    config.replace(/<VirtualHost .*>/, `$&\nSSLEngine on\nSSLCertificateFile ${file}\nSSLCertificateKeyFile ${file}`),
};

for (const [name, configure] of RECIPES) {
  test.skipIf(!proxyInstalled(name))(
    `behind ${name} with a certificate, and nothing but TRUST_PROXY: the session is kept to HTTPS, wss works`,
    async () => {
      // Nobody knows who signed the certificate; what is tried is what comes after it.
      vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
      onTestFinished(() => void vi.unstubAllEnvs());
      const { inside, ownerToken } = await startBehind({});
      const secured = async (places: Places) => WITH_TLS[name](await configure(places), places.certificate);
      const outside = await startProxy(name, secured, inside, "https");
      const answer = await signIn(outside, ownerToken);
      const [cookie = ""] = answer.headers.getSetCookie();
      expect([answer.status, cookie]).toEqual([200, expect.stringMatching(/^__Host-parley=ps_[\w-]{43};.* Secure/)]);
      expect(answer.headers.get("strict-transport-security")).toMatch(/max-age=\d{8}/);
      const [kept = ""] = cookie.split(";");
      expect((await fetch(`${outside}/api/session`, { headers: { cookie: kept } })).status).toBe(200);
      const { welcome } = await agentSocket(outside, { jar: { cookie: kept } });
      expect(welcome.me.name).toBe("Olivia");
      const ann = await visitor(outside);
      expect(ann.socket.io.engine.transport.name).toBe("websocket");
      await ann.answerTo(await ann.send("Where is my order?"));
      // Past the proxy nobody can claim it.
      const plain = await signIn(inside, "pi_none", { origin: inside, "x-forwarded-proto": "http" });
      expect([plain.status, plain.headers.get("strict-transport-security")]).toEqual([401, null]);
    },
  );
}

describe.skipIf(!proxyInstalled("nginx"))("behind nginx", () => {
  /** nginx with one location, in a server of its own. */
  const site =
    (location: string) =>
    ({ listen, engine }: Places) =>
      `server { listen 127.0.0.1:${listen}; ${location.replaceAll("ENGINE", engine)} }`;

  test.each([
    ["passed on", "http://ENGINE;"],
    ["taken away", "http://ENGINE/;"],
  ])("below a path that is %s", async (_case, target) => {
    const port = await freePort();
    const { inside, ownerToken } = await startBehind({ publicUrl: `http://127.0.0.1:${port}/chat` });
    const location = (await recipe("nginx-prefix.conf")).replace("http://127.0.0.1:8080;", target);
    const outside = await startProxy("nginx", site(location), inside);
    // The console's origin is another than the engine was told, and its Host is right: as it is in a recipe.
    await expectAllToWork(`${outside}/chat`, ownerToken);
  });

  const PLAIN = "location / { proxy_pass http://ENGINE; }";

  test("with nothing but proxy_pass (HTTP/1.0, its own Host): widget by polling, console by what the browser says", async () => {
    const { inside, ownerToken } = await startBehind({});
    const outside = await startProxy("nginx", site(PLAIN), inside);
    const refused = await signIn(outside, ownerToken);
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { error: { code: "forbidden", details: { reason: "address", origin: outside } } },
    ]);
    expect((await signIn(outside, ownerToken, { origin: outside, "sec-fetch-site": "same-origin" })).status).toBe(200);
    const ann = await visitor(outside, { transports: ["polling"] });
    await ann.answerTo(await ann.send("Where is my order?"));
  });

  test("with nothing but proxy_pass, and PUBLIC_URL set: the console works", async () => {
    const { inside, ownerToken } = await startBehind({ publicUrl: "http://help.example.com" });
    const outside = await startProxy("nginx", site(PLAIN), inside);
    expect((await signIn(outside, ownerToken, { origin: "http://help.example.com" })).status).toBe(200);
    expect((await signIn(outside, ownerToken, { origin: "http://evil.example.com" })).status).toBe(403);
  });

  test("and a CDN before it, two proxies in a row: visitors have addresses of their own", async () => {
    const { inside, ownerToken } = await startBehind({ trustProxy: 2 });
    const configure = RECIPES[0]?.[1];
    if (!configure) throw new Error("There is no recipe.");
    const edge = await startProxy("nginx", configure, await startProxy("nginx", configure, inside));
    await expectAllToWork(edge, ownerToken);
  });
});

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createEngine } from "./engine.ts";

async function serve() {
  const store = await mkdtemp(join(tmpdir(), "engine-"));
  onTestFinished(() => rm(store, { recursive: true, force: true }));
  const engine = await createEngine({ store, logLevel: "silent" });
  const server = createServer(engine.app);
  engine.attach(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { engine, reach: () => connect((server.address() as AddressInfo).port, "127.0.0.1") };
}

test("a balancer that asks again and again over one connection does not keep an engine from ending", async () => {
  const { engine, reach } = await serve();
  const balancer = reach();
  const ask = () => balancer.write("GET /readyz HTTP/1.1\r\nHost: engine\r\n\r\n");
  let heard = "";
  balancer.on("data", (chunk) => ((heard += chunk.toString()), ask())).on("error", () => {});
  ask();
  ask();
  await once(balancer, "data");
  const closed = once(balancer, "close");
  await engine.close();
  await closed;
  expect(heard).toMatch(/connection: close[^]*not ready/i);
});

test("who connects and says nothing, or half of something, does not keep an engine from ending", async () => {
  const { engine, reach } = await serve();
  const [silent, halfway] = [reach(), reach()];
  for (const one of [silent, halfway]) one.on("error", () => {});
  await Promise.all([once(silent, "connect"), once(halfway, "connect")]);
  halfway.write("POST /files HTTP/1.1\r\nHost: eng");
  await engine.close();
});

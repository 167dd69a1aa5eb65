import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { findMongo } from "../packages/engine/src/store/mongo-server.ts";
import { move } from "../packages/engine/src/upkeep/move.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { chatWindow } from "./support/chat-window.ts";
import { startEngine, trainedCopy } from "./support/engine.ts";
import { freePort } from "../packages/engine/src/upkeep/free-port.test.kit.ts";
import { redisInstalled } from "./support/redis.ts";

const mongo = redisInstalled() ? await findMongo() : undefined;
afterAll(async () => {
  await closeBrowser();
  await mongo?.stop();
});

const root = fileURLToPath(new URL("..", import.meta.url));
const example = (path: string) => readFile(`${root}examples/${path}`, "utf8");

/** Serves one page, as any web server would. */
async function serve(page: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function asks(address: string): Promise<void> {
  const page = await (await person({ locale: "en", reducedMotion: "reduce" })).newPage();
  await page.goto(address);
  const chat = chatWindow(page);
  await chat.open();
  await chat.say("Where is my order?");
  await chat.text("Track your order").waitFor();
}

test("script tag: one tag in plain HTML, the very line that the README shows", async () => {
  const html = await example("script-tag/index.html");
  const tag = /<script async .*<\/script>/.exec(html)?.[0] ?? "";
  expect(await readFile(`${root}README.md`, "utf8")).toContain(tag);
  const { url } = await startEngine();
  await asks(await serve(html.replaceAll("http://localhost:8080", url)));
});

test("npm: mount() brings our looks, createChat() is headless", async () => {
  const { url } = await startEngine();
  const bundled = await build({
    stdin: {
      contents: (await example("npm-sdk/main.ts")).replaceAll("http://localhost:8080", url),
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    format: "iife",
    write: false,
    conditions: ["@parley/source"],
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  const script = bundled.outputFiles[0]?.text.replaceAll("</script", "<\\/script") ?? "";
  const address = await serve(
    `<!doctype html><html lang="en"><body><button id="ask">Ask</button><ul id="log"></ul><script type="module">${script}</script></body></html>`,
  );
  await asks(address);
  const page = await (await person({ locale: "en" })).newPage();
  await page.goto(address);
  await page.getByRole("button", { name: "Ask" }).click();
  await expect.poll(() => page.locator("#log li").count()).toBeGreaterThanOrEqual(2);
});

test("Express: the engine under /chat of somebody's own app", async () => {
  const server = spawn(
    process.execPath,
    ["--conditions=@parley/source", "--import", "tsx", "examples/express/server.ts"],
    {
      cwd: root,
      env: { ...process.env, PORT: "0", DATA_DIR: await trainedCopy() },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  onTestFinished(() => void server.kill("SIGTERM"));
  let said = "";
  server.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  // Where it is, and once it is known where its owner sets their password.
  await expect.poll(() => said).toMatch(/chat\/console\/#\/setup\?token=\w+/);
  const address = said.split("\n")[0] ?? "";
  expect(said).toContain(`${address}chat/console/#/setup`);
  await expect.poll(async () => (await fetch(`${address}chat/readyz`)).status).toBe(200);
  await asks(address);
});

/** Starts one of the scripts, waits until it says so, and ends it as Ctrl-C would. */
async function runScript(path: string, env: NodeJS.ProcessEnv, started: RegExp): Promise<void> {
  const script = spawn(process.execPath, [`examples/${path}`], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: "error", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(script, "exit");
  onTestFinished(async () => {
    script.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
  });
  let said = "";
  script.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said, { timeout: 150_000 }).toMatch(started);
}

/** The first of so many ports in a row that nobody listens on. */
async function freePorts(many: number): Promise<number> {
  for (;;) {
    const first = await freePort();
    const free = Array.from({ length: many }, async (_, index) => {
      const server = createServer().listen(first + index, "127.0.0.1");
      await once(server, "listening");
      await promisify(server.close.bind(server))();
    });
    if ((await Promise.allSettled(free)).every(({ status }) => status === "fulfilled")) return first;
  }
}

test("split: the services in four processes answer as one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "split-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await rename(await trainedCopy(), join(folder, "nlu"));
  const port = await freePorts(4);
  await runScript("split/start.mjs", { PORT: String(port), DATA_DIR: folder }, /Parley is running/);
  await asks(`http://localhost:${port}/`);
});

describe.skipIf(!mongo)("with a MongoDB", () => {
  test("cluster: three engines behind a balancer answer as one", async () => {
    const [folder, store] = [await trainedCopy(), mongo?.another() ?? ""];
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await move({ from: folder, to: store, say: () => {} });
    const port = await freePorts(6);
    await runScript("cluster/start.mjs", { PORT: String(port), MONGODB_URI: store }, /Three engines answer/);
    await asks(`http://localhost:${port}/`);
  });
});

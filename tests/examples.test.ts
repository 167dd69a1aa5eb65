import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { closeBrowser, person } from "./support/browser.ts";
import { chatWindow } from "./support/chat-window.ts";
import { startEngine, trainedCopy } from "./support/engine.ts";

afterAll(closeBrowser);

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
  await expect.poll(() => page.locator("#log li").count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
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
  await expect.poll(() => said, { timeout: 30_000 }).toContain("http://");
  const address = said.trim();
  await expect.poll(async () => (await fetch(`${address}chat/readyz`)).status).toBe(200);
  await asks(address);
});

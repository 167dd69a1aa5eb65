import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../packages/engine/src/upkeep/free-port.test.kit.ts";
import { openAccount } from "./account.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const EXAMPLE = "examples/http-channel/messenger.mjs";

test("the page about channels by HTTP shows the whole example", async () => {
  const page = await readFile(`${root}docs/channels/http.md`, "utf8");
  expect(page).toContain(`\`\`\`js\n${await readFile(root + EXAMPLE, "utf8")}\`\`\``);
});

test("a messenger of one's own: what its people write is answered", async () => {
  const secret = `whsec_${Buffer.from("a secret of both houses, long enough").toString("base64")}`;
  const port = await freePort();
  const deliverTo = `http://127.0.0.1:${port}/`;
  const account = await openAccount({ channel: "http", settings: { deliverTo }, secrets: { secret } });
  onTestFinished(account.close);
  await expect.poll(async () => (await fetch(account.address, { method: "POST" })).status).toBe(401);
  const messenger = spawn(process.execPath, [EXAMPLE], {
    cwd: root,
    env: { ...process.env, SECRET: secret, ENGINE: account.address, PORT: String(port) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(messenger, "exit");
  onTestFinished(async () => {
    messenger.stdin.end();
    expect(await ended).toEqual([0, null]);
  });
  let said = "";
  messenger.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said).toContain("Deliver to");
  messenger.stdin.write("ann: Where is my order?\n");
  messenger.stdin.write("mei: 我要退货\n");
  await expect.poll(() => said).toMatch(/to ann: .*order/);
  await expect.poll(() => said).toMatch(/to mei: .*退/);
});

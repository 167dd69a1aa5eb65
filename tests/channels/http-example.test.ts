import { spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
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

const secret = `whsec_${Buffer.from("a secret of both houses, long enough").toString("base64")}`;

/** The messenger, until the end of the test: nothing may end it before. */
async function start(ENGINE: string, port: number) {
  const messenger = spawn(process.execPath, [EXAMPLE], {
    cwd: root,
    env: { ...process.env, SECRET: secret, ENGINE, PORT: String(port) },
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
  return { said: () => said, write: (line: string) => void messenger.stdin.write(line) };
}

test("a messenger of one's own: what its people write is answered", async () => {
  const port = await freePort();
  const deliverTo = `http://127.0.0.1:${port}/`;
  const account = await openAccount({ channel: "http", settings: { deliverTo }, secrets: { secret } });
  onTestFinished(account.close);
  await expect.poll(async () => (await fetch(account.address, { method: "POST" })).status).toBe(401);
  const { said, write } = await start(account.address, port);
  write("ann: Where is my order?\n");
  write("mei: 我要退货\n");
  await expect.poll(said).toMatch(/to ann: .*order/);
  await expect.poll(said).toMatch(/to mei: .*退/);
});

test("what nobody signed does not end it: a signature of other letters, one who hangs up, no JSON", async () => {
  const port = await freePort();
  await start("http://127.0.0.1:1/", port);
  const url = `http://127.0.0.1:${port}/`;
  const at = String(Math.floor(Date.now() / 1_000));
  const signed = (body: string, signature?: string) => {
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const due = `v1,${createHmac("sha256", key).update(`1.${at}.${body}`).digest("base64")}`;
    return { "webhook-id": "1", "webhook-timestamp": at, "webhook-signature": signature ?? due };
  };
  // As many letters as a signature has, and more bytes.
  const letters = signed("{}", Buffer.alloc(47, 0xe9).toString("latin1"));
  expect((await fetch(url, { method: "POST", body: "{}", headers: letters })).status).toBe(401);
  const half = connect(port, "127.0.0.1");
  await once(half, "connect");
  await new Promise((resolve) => half.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf", resolve));
  half.resetAndDestroy();
  await expect(fetch(url, { method: "POST", body: "{", headers: signed("{") })).rejects.toThrow("fetch failed");
  expect((await fetch(url, { method: "POST", body: "{}", headers: signed("{}", "v1,") })).status).toBe(401);
});

test.each(["", "whsec_c2hvcnQ="])("it does not begin with the secret %j, which anybody could guess", (SECRET) => {
  const { status, stderr } = spawnSync(process.execPath, [EXAMPLE], {
    cwd: root,
    env: { ...process.env, SECRET, PORT: "0" },
    input: "",
  });
  expect(status).toBe(1);
  expect(stderr.toString()).toContain("SECRET must be whsec_");
});

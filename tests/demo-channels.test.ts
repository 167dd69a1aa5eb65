import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { trainedCopy } from "./support/engine.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

test("the demo of channels: somebody on each is answered", async () => {
  const folder = await trainedCopy();
  const demo = spawn(
    process.execPath,
    ["--conditions=@parley/source", "--import", "tsx", "scripts/demo-channels/run.mjs"],
    {
      cwd: root,
      env: { ...process.env, PORT: "0", PEOPLE_PORT: "0", DATA_DIR: folder },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = once(demo, "exit");
  onTestFinished(async () => {
    demo.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  let printed = "";
  demo.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  await expect.poll(() => printed, { timeout: 150_000 }).toContain("The bot answers.");
  const people = /http:\S+(?=\/)/.exec(printed)?.[0] ?? "";

  const watching = new AbortController();
  onTestFinished(() => watching.abort());
  const events = await fetch(`${people}/events`, { signal: watching.signal });
  let seen = "";
  const read = async () => {
    for await (const piece of events.body ?? []) seen += Buffer.from(piece).toString();
  };
  read().catch(() => {});
  await expect.poll(() => seen).toContain("event: platforms");
  const [, names = "[]"] = /event: platforms\ndata: (.*)\n/.exec(seen) ?? [];
  const channels = (JSON.parse(names) as { channel: string }[]).map(({ channel }) => channel);
  expect(channels.length).toBeGreaterThanOrEqual(10);
  const say = (what: object) => fetch(`${people}/say`, { method: "POST", body: JSON.stringify(what) });
  for (const channel of channels) {
    expect((await say({ channel, text: "Where is my order?" })).status).toBe(204);
    await expect.poll(() => seen).toMatch(new RegExp(`"channel":"${channel}","by":"us","text":"[^"]*order`, "i"));
  }
  expect(await (await fetch(`${people}/`)).text()).toContain("<title>People on every channel");
});

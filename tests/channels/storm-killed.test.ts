import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../packages/engine/src/upkeep/free-port.test.kit.ts";
import { mappedId } from "../../packages/engine/src/text/mapped-id.ts";
import { createRandom } from "../chaos/random.ts";
import { type RunningEngine, runEngine, trainedCopy } from "../support/engine.ts";
import { echo, type KilledNode } from "./killed-node.ts";
import { type Platform, PLATFORMS } from "./platforms.ts";

const ENTRY = fileURLToPath(new URL("./killed-node.ts", import.meta.url));
const RUN = ["--conditions=@parley/source", "--import", "tsx", ENTRY];
const SECRETS = ["a key that is for tests and for nothing else"];
/** What the platforms do with the second answer to each of two people, as long as the first node lives. */
const WORST = ["is gone", "loses the answer"] as const;

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 400_000 });

/** A node in a process of its own, until it is killed. */
async function startNode(node: KilledNode) {
  const env = { ...process.env, KILLED_NODE: JSON.stringify(node) };
  const child = spawn(process.execPath, RUN, { env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = once(child, "exit");
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  onTestFinished(kill);
  await Promise.race([once(child, "message"), ended]);
  return { kill };
}

async function isServed(address: string): Promise<boolean> {
  return await fetch(address, { method: "POST" }).then(
    ({ status }) => status !== 404,
    () => false,
  );
}

/** What somebody writes: one that is answered, one whose answer cannot be sent, one that stays unanswered, one while the node dies. */
const textsOf = (from: string) => ["first", "second", "third", "fourth"].map((which) => `${from} writes the ${which}.`);
interface Talk {
  platform: Platform;
  from: string;
  texts: string[];
}

async function checkTalk({ engine }: RunningEngine, { platform, from, texts }: Talk): Promise<void> {
  const { dialog } = engine.services;
  const { channel, dealt, doubles } = platform;
  const visitorId = mappedId(channel, from);
  const { id: conversationId } = await dialog.open({ visitorId, channel, inboxId: channel, locale: "en" });
  const said = async (by: string) => {
    const { events } = await dialog.read({ conversationId, after: 0 });
    return events.flatMap((event) =>
      event.type === "message" && event.author.kind === by ? [event.content.text] : [],
    );
  };
  await poll(() => said("visitor")).toEqual(texts);
  await poll(async () => (await said("bot")).at(-1)).toContain(texts.at(-1));
  const answers = await said("bot");
  expect(answers.slice(0, 2), channel).toEqual(texts.slice(0, 2).map((text) => `To: ${text}`));
  // What was left unanswered is answered alone, or together with what came next.
  expect(answers.slice(2).join("\n").replaceAll("To: ", "").split("\n"), channel).toEqual(texts.slice(2));
  const states = async () => (await dialog.deliveries({ conversationId })).map(({ state }) => state);
  await poll(states).toEqual(answers.map(() => "sent"));
  const shown = dealt.filter(({ text, seen }) => seen && answers.includes(text));
  expect([...new Set(shown.map(({ text }) => text))], channel).toEqual(answers);
  for (const answer of answers) {
    const repeated = dealt.filter(({ text, mood }) => text === answer && doubles.includes(mood)).length;
    expect(shown.filter(({ text }) => text === answer).length, `${channel}: ${answer}`).toBe(1 + repeated);
  }
}

test(
  "a node is killed between store and send on every channel, and another one goes on: nothing is lost, doubled or out of order",
  { timeout: 600_000 },
  async () => {
    const worst = new Map<string, (typeof WORST)[number]>();
    const moodOf = ({ text }: { text: string }) => (worst.get(text) ?? "well") as never;
    const platforms = await Promise.all(Object.values(PLATFORMS).map((open) => open(moodOf)));
    onTestFinished(() => platforms.forEach(({ close }) => close()));
    const store = await trainedCopy();
    onTestFinished(() => rm(store, { recursive: true, force: true }));
    const port = await freePort();
    const inboxes = platforms.map(({ channel, settings, secrets }) => ({
      channel,
      // So that no answer is a reply to the platform's own call, which these moods do not befall.
      settings: { ...settings, deadline: 1 },
      secrets,
    }));
    const { kill } = await startNode({ store, port, secretsKeys: SECRETS, inboxes, stuckAt: "writes the third." });
    const addressOf = ({ channel }: Platform) => `http://127.0.0.1:${port}/channels/${channel}/`;
    for (const platform of platforms) await poll(() => isServed(addressOf(platform))).toBe(true);

    const talks = platforms.flatMap((platform) =>
      WORST.map((mood): Talk => {
        const from = platform.newcomer();
        const texts = textsOf(from);
        worst.set(`To: ${texts[1]}`, mood);
        return { platform, from, texts };
      }),
    );
    const random = createRandom(3);
    const begun = Date.now();
    const hand = (which: number, some: Talk[] = talks) =>
      Promise.all(
        some.map(({ platform, from, texts }) =>
          platform.hand(addressOf(platform), [{ from, text: texts[which] ?? "", at: begun + which * 1_000 }], random),
        ),
      );
    const isDealt = (which: number) =>
      poll(() =>
        talks.every(({ platform, texts }) => platform.dealt.some(({ text }) => text === `To: ${texts[which]}`)),
      ).toBe(true);
    await hand(0);
    await isDealt(0);
    // An answer is sent only when it is stored what became of the one before.
    await hand(1);
    await isDealt(1);
    await hand(2);
    const over = hand(3);
    await kill();
    worst.clear();

    const rates = { message: { burst: 1_000, perMinute: 60_000 } };
    const running = await runEngine({ store, port, answerers: [echo, "replies"], rates });
    onTestFinished(running.stop);
    await over;
    await Promise.all(talks.map((talk) => checkTalk(running, talk)));
  },
);

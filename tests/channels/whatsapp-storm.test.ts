import { expect, onTestFinished, test, vi } from "vitest";
import { type Mood, openMeta, SECRETS, type Way } from "../../packages/engine/src/channels/meta/peer.test.kit.ts";
import { createRandom, type Random } from "../chaos/random.ts";
import { openAccount } from "./account.ts";
import { storm } from "./storm.ts";

const MOODS: Mood[] = [
  "fails",
  "is slow",
  "loses the answer",
  "is gone",
  "asks to wait",
  "has ended the token",
  "blocks",
  "knows nobody",
];
const WAYS: Way[] = ["once", "thrice", "late", "hangs up"];

test(
  "200 faults of five seeds: nothing is lost, and all ends as it is said to have ended",
  { timeout: 240_000 },
  async () => {
    const moods = createRandom(2);
    const tried = new Map<string, number>();
    /** Bad once at most with the same message: each attempt waits longer than the one before. */
    function moodOf({ text }: { text: string }): Mood {
      const times = tried.get(text) ?? 0;
      tried.set(text, times + 1);
      return text.includes("is told") && times < 1 && moods.chance(0.8) ? moods.pick(MOODS) : "well";
    }
    const meta = await openMeta("whatsapp", moodOf);
    const account = await openAccount({
      channel: "whatsapp",
      settings: { api: meta.api, phoneNumberId: meta.accountId },
      secrets: SECRETS,
      engine: { rates: { message: { burst: 1_000, perMinute: 60_000 } } },
    });
    onTestFinished(async () => {
      await account.close();
      meta.close();
    });
    await vi.waitFor(async () => expect(await meta.post(account.address, {})).toBe(200), 20_000);
    let people = 16_505_550_000;
    let number = 0;

    async function write(from: string, texts: readonly string[], random: Random): Promise<number> {
      const skew = random.pick([0, 3_600_000, -86_400_000]);
      let faults = skew === 0 ? 0 : 1;
      let rest = [...texts];
      let at = Date.now() + skew;
      while (rest.length > 0) {
        // What comes in one call comes in whatever order.
        const together = rest.slice(0, random.between(1, 3));
        rest = rest.slice(together.length);
        const written = together.map((text) => ({ from, id: `wamid.in.${(number += 1)}`, text, at: (at += 1_000) }));
        const shuffled = random.shuffled(written);
        const way = random.pick(WAYS);
        await meta.deliver(account.address, meta.call(...shuffled), way);
        faults += shuffled.filter((one, index) => one !== written[index]).length + (way === "once" ? 0 : 1);
      }
      return faults;
    }

    const faults = await Promise.all(
      [1, 2, 3, 4, 5].map((seed) =>
        storm({
          account,
          people: 4,
          random: createRandom(seed),
          newcomer: () => String((people += 1)),
          write,
          dealt: meta.dealt,
          doubles: ["loses the answer"],
        }),
      ),
    );
    expect(faults.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(200);
  },
);

import { expect, onTestFinished, test } from "vitest";
import { type Mood, openTelegram, type Way } from "../../packages/engine/src/channels/telegram/peer.test.kit.ts";
import { createRandom, type Random } from "../chaos/random.ts";
import { openAccount } from "./account.ts";
import { storm } from "./storm.ts";

const token = "12345:a-token-that-nobody-would-ever-guess";
const MOODS: Mood[] = ["fails", "is slow", "loses the answer", "is gone", "asks to wait", "is blocked", "knows nobody"];
const WAYS: Way[] = ["once", "thrice", "late", "hangs up"];
/** Seconds that the clock of somebody's phone may be off. */
const SKEWS = [0, 3_600, -86_400];

test(
  "200 faults of five seeds: nothing is lost, and all ends as it is said to have ended",
  { timeout: 600_000 },
  async () => {
    const moods = createRandom(1);
    const tried = new Map<string, number>();
    /** Bad once at most with the same message: each attempt waits longer than the one before. */
    function moodOf({ text }: { text: string }): Mood {
      const times = tried.get(text) ?? 0;
      tried.set(text, times + 1);
      return text.includes("is told") && times < 1 && moods.chance(0.8) ? moods.pick(MOODS) : "well";
    }
    const telegram = await openTelegram(token, moodOf);
    const rates = { message: { burst: 1_000, perMinute: 60_000 } };
    const account = await openAccount({
      channel: "telegram",
      settings: { api: telegram.api, updates: "webhook" },
      secrets: { token },
      engine: { rates },
    });
    onTestFinished(async () => {
      await account.close();
      telegram.close();
    });
    let people = 7_000;

    async function write(from: string, texts: readonly string[], random: Random): Promise<number> {
      const skew = random.pick(SKEWS);
      let faults = 0;
      let rest = [...texts];
      while (rest.length > 0) {
        // What is written together is handed over in whatever order.
        const together = rest.slice(0, random.between(1, 3));
        rest = rest.slice(together.length);
        const at = Math.floor(Date.now() / 1_000) + skew;
        const updates = together.map((text) => telegram.written(Number(from), { text }, at));
        const shuffled = random.shuffled(updates);
        const ways = shuffled.map(() => random.pick(WAYS));
        await Promise.all(shuffled.map((update, index) => telegram.deliver(update, ways[index])));
        const moved = shuffled.filter((update, index) => update !== updates[index]).length;
        faults += moved + ways.filter((way) => way !== "once").length + (skew === 0 ? 0 : 1);
      }
      return faults;
    }

    const seeds = [1, 2, 3, 4, 5];
    const faults = await Promise.all(
      seeds.map((seed) =>
        storm({
          account,
          people: 3,
          random: createRandom(seed),
          newcomer: () => String((people += 1)),
          write,
          dealt: telegram.dealt,
          doubles: ["loses the answer"],
        }),
      ),
    );
    expect(faults.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(200);
  },
);

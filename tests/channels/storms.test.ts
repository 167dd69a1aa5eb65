import { expect, onTestFinished, test, vi } from "vitest";
import { createRandom, type Random } from "../chaos/random.ts";
import { openAccount } from "./account.ts";
import { type MoodOf, type Platform, PLATFORMS } from "./platforms.ts";
import { storm } from "./storm.ts";

const SEEDS = [1, 2, 3, 4, 5];
const PEOPLE = 4;
/** What somebody's clock may be wrong by, in milliseconds. */
const SKEWS = [0, 3_600_000, -86_400_000];

/** Bad once at most with the same message: each attempt waits longer than the one before. */
function moodsOf(moods: () => readonly string[]): MoodOf {
  const random = createRandom(2);
  const tried = new Map<string, number>();
  return ({ text }) => {
    const times = tried.get(text) ?? 0;
    tried.set(text, times + 1);
    const isBad = text.includes("is told") && times < 1 && random.chance(0.8);
    return (isBad ? random.pick(moods()) : "well") as never;
  };
}

/** Hands over what somebody writes; what comes in one call comes in whatever order. */
function writer(platform: Platform, address: string) {
  return async (from: string, texts: readonly string[], random: Random): Promise<number> => {
    const skew = random.pick(SKEWS);
    let faults = skew === 0 ? 0 : 1;
    let at = Math.floor((Date.now() + skew) / 1_000) * 1_000;
    for (let rest = [...texts]; rest.length > 0;) {
      const together = rest.splice(0, random.between(1, platform.together));
      const written = together.map((text) => ({ from, text, at: (at += 1_000) }));
      const shuffled = random.shuffled(written);
      faults += shuffled.filter((one, index) => one !== written[index]).length;
      faults += await platform.hand(address, shuffled, random);
    }
    return faults;
  };
}

test.each(Object.entries(PLATFORMS))(
  "200 faults of five seeds on %s: nothing is lost, and all ends as it is said to have ended",
  { timeout: 600_000 },
  async (_, open) => {
    const platform: Platform = await open(moodsOf(() => platform.moods));
    onTestFinished(platform.close);
    const { channel, settings, secrets } = platform;
    const rates = { message: { burst: 1_000, perMinute: 60_000 } };
    const account = await openAccount({ channel, settings, secrets, engine: { rates } });
    onTestFinished(account.close);
    await vi.waitFor(
      async () => expect((await fetch(account.address, { method: "POST" })).status).not.toBe(404),
      60_000,
    );
    const faults = await Promise.all(
      SEEDS.map((seed) =>
        storm({
          account,
          people: PEOPLE,
          random: createRandom(seed),
          newcomer: platform.newcomer,
          write: writer(platform, account.address),
          dealt: platform.dealt,
          doubles: platform.doubles,
        }),
      ),
    );
    expect(faults.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(200);
  },
);

import { vi } from "vitest";

/**
 * Says every 2 s that somebody types, or which page they look at, as clients do, until it has come across: a sign is not sent to who is being
 * sent something else at that moment, and not sent again (SPEC P1).
 */
export async function signUntil(seen: (patience: { timeout: number }) => Promise<unknown>, say: () => unknown) {
  await vi.waitFor(async () => {
    await say();
    await seen({ timeout: 2_000 });
  }, 60_000);
}

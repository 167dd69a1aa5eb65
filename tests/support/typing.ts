import { vi } from "vitest";

/** Says every 2 s that somebody types, as clients do, until it has come across: it may be lost (SPEC P1). */
export async function typeUntil(seen: (patience: { timeout: number }) => Promise<unknown>, say: () => unknown) {
  await vi.waitFor(
    async () => {
      await say();
      await seen({ timeout: 2_000 });
    },
    { timeout: 15_000 },
  );
}

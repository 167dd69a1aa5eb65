import { expect, test, vi } from "vitest";
import { poll, settled, shows, signedIn } from "./browsers.ts";
import { idOf, type Order, useSite } from "./orders.ts";
import { signerOf } from "./site.ts";

const world = useSite();
const { browser, give, anonymous, once } = world;

/** Signing in by proofs of all kinds, and without one. */
const orders: Order[] = [
  [
    "[I9] in by a proof that has expired: who they were they stay, and the page is told",
    async () => {
      const page = browser().tab();
      give(page, world.ann);
      page.send("hello");
      const theirs = await signedIn(page, world.ann);
      page.identify({ token: world.site.sign(world.bob, { exp: Math.floor(Date.now() / 1_000) - 600 }) });
      await poll(() => page.told.errors).toEqual([{ code: "unauthorized", reason: "expired" }]);
      await settled(page);
      expect(idOf(page)).toBe(theirs);
      page.identify({ token: world.site.sign(world.bob) });
      expect(await signedIn(page, world.bob)).not.toBe(theirs);
    },
  ],

  [
    "[I9] in by what fetches a token: one that has expired is fetched anew, once",
    async () => {
      const expired = world.site.sign(world.ann, { exp: Math.floor(Date.now() / 1_000) - 600 });
      const token = vi
        .fn<() => Promise<string>>()
        .mockResolvedValueOnce(expired)
        .mockResolvedValue(world.site.sign(world.ann));
      const page = browser().tab();
      page.identify({ token });
      page.connect();
      await signedIn(page, world.ann);
      expect(token).toHaveBeenCalledTimes(2);
      expect(page.told.errors).toEqual([]);
    },
  ],

  [
    "[I9] in by what fetches nothing but expired tokens: told once, and the chat goes on",
    async () => {
      const expired = world.site.sign(world.ann, { exp: Math.floor(Date.now() / 1_000) - 600 });
      const token = vi.fn(() => Promise.resolve(expired));
      const page = browser().tab();
      page.identify({ token });
      page.send("hello");
      await settled(page);
      await poll(() => page.told.errors).toEqual([{ code: "unauthorized", reason: "expired" }]);
      await once(idOf(page), ["hello"]);
    },
  ],

  [
    "[I9] in by what fetches a token, and a reconnect: asked again only when the token ends soon",
    async () => {
      const soon = { exp: Math.floor(Date.now() / 1_000) + 20 };
      const token = vi.fn<() => Promise<string>>().mockResolvedValueOnce(world.site.sign(world.ann, soon));
      token.mockResolvedValue(world.site.sign(world.ann));
      const at = browser();
      const page = at.tab();
      page.identify({ token });
      page.connect();
      const theirs = await signedIn(page, world.ann);
      for (let times = 0; times < 2; times++) {
        at.unplug();
        await poll(() => page.connection.value.status).toBe("reconnecting");
        at.plugIn();
        await shows(page, theirs);
      }
      expect(token).toHaveBeenCalledTimes(2);
    },
  ],

  [
    "[I9] in by what throws: told, and the chat goes on without",
    async () => {
      const page = browser().tab();
      page.identify({ token: () => Promise.reject(new Error("no session")) });
      page.send("hello");
      await settled(page);
      await poll(() => page.told.errors[0]).toEqual({ code: "unavailable", reason: undefined });
      await once(idOf(page), ["hello"]);
    },
  ],

  [
    "[I7] in by a key of nobody: who they were they stay, and the page is told",
    async () => {
      const page = await anonymous("before");
      const before = idOf(page);
      give(page, world.ann, signerOf("not ours"));
      await poll(() => page.told.errors).toEqual([{ code: "unauthorized", reason: "signature" }]);
      await settled(page);
      expect(idOf(page)).toBe(before);
    },
  ],

  [
    "[I3] in by a proof for another inbox: refused",
    async () => {
      const page = browser().tab();
      page.identify({ token: world.site.sign(world.ann, { aud: "shop" }) });
      page.connect();
      await poll(() => page.told.errors).toEqual([{ code: "unauthorized", reason: "audience" }]);
    },
  ],

  [
    "[I7] in by a key that is ended afterwards: they stay signed in, and the next key finds the same conversation",
    async () => {
      const second = await world.site.makeKey();
      const at = browser();
      const page = at.tab();
      give(page, world.ann, signerOf(second.secret));
      page.send("hello");
      const theirs = await signedIn(page, world.ann);
      await world.site.endKey(second.id);
      page.send("still here");
      await once(theirs, ["hello", "still here"]);
      const other = browser().tab();
      give(other, world.ann);
      other.connect();
      await shows(other, theirs);
    },
  ],

  [
    "[I2] an id without a proof, on two browsers: two conversations, nobody verified",
    async () => {
      const pages = [browser().tab(), browser().tab()];
      for (const page of pages) {
        page.identify({ userId: world.ann });
        page.send("hello");
        await settled(page);
        await poll(() => page.told.identified).toEqual([{ userId: world.ann }]);
      }
      expect(new Set(pages.map(idOf)).size).toBe(2);
    },
  ],

  [
    "[I5] enforced: what is written before is not sent, the page is told, and after signing in it can be",
    async () => {
      await world.site.set("enforce");
      try {
        const page = browser().tab();
        const message = page.send("too early");
        await poll(() => page.messages.value[0]?.delivery.status).toBe("failed");
        expect(page.told.errors).toContainEqual({ code: "forbidden", reason: "identity" });
        give(page, world.ann);
        const theirs = await signedIn(page, world.ann);
        page.retry(message);
        await once(theirs, ["too early"]);
        await page.forget();
      } finally {
        await world.site.set("optional");
      }
      const next = await anonymous("allowed again");
      await once(idOf(next), ["allowed again"]);
    },
  ],
];

test.each(orders)("%s", async (_order, run) => run());

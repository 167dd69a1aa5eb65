import { expect, test } from "vitest";
import { poll, settled, shows, signedIn, words } from "./browsers.ts";
import { idOf, type Order, useSite } from "./orders.ts";

const world = useSite();
const { browser, give, anonymous, once } = world;

/** All orders of signing out, and in again or as somebody else. */
const orders: Order[] = [
  [
    "[I10] out: nothing is left in the browser, and who comes next is nobody",
    async () => {
      const at = browser();
      const page = at.tab();
      give(page, world.ann);
      page.send("hello");
      const theirs = await signedIn(page, world.ann);
      at.session();
      await page.forget();
      expect([at.session(), at.outbox.list(), page.messages.value]).toEqual([{}, [], []]);
      const next = at.tab();
      next.send("somebody else");
      await settled(next);
      expect(idOf(next)).not.toBe(theirs);
      expect(words(next)).toEqual(["somebody else"]);
      expect((await world.site.standing(theirs)).status).not.toBe("closed");
    },
  ],

  [
    "[I10] out, and in again: the same conversation",
    async () => {
      const at = browser();
      const page = at.tab();
      give(page, world.ann);
      page.send("hello");
      const theirs = await signedIn(page, world.ann);
      await page.forget();
      const again = at.tab();
      give(again, world.ann);
      again.connect();
      await shows(again, theirs);
      expect(words(again)).toEqual(["hello"]);
    },
  ],

  [
    "[I10] out in one browser: the other one goes on",
    async () => {
      const [one, other] = [browser().tab(), browser().tab()];
      for (const page of [one, other]) {
        give(page, world.ann);
        page.connect();
      }
      const theirs = await signedIn(one, world.ann);
      await signedIn(other, world.ann);
      await one.forget();
      other.send("still here");
      await once(theirs, ["still here"]);
      expect(idOf(other)).toBe(theirs);
    },
  ],

  [
    "[I10] out while a message waits: delivered once, as who wrote it, and kept nowhere",
    async () => {
      const at = browser();
      const page = at.tab();
      give(page, world.ann);
      page.connect();
      const theirs = await signedIn(page, world.ann);
      at.unplug();
      page.send("waiting");
      const over = page.forget();
      expect([at.session(), at.outbox.list()]).toEqual([{}, []]);
      at.plugIn();
      await over;
      await once(theirs, ["waiting"]);
    },
  ],

  [
    "[I10] out offline: the token ends as soon as there is a way",
    async () => {
      const at = browser();
      const page = at.tab();
      give(page, world.ann);
      page.connect();
      await signedIn(page, world.ann);
      const { token = "" } = at.session();
      at.unplug();
      const over = page.forget();
      at.plugIn();
      await over;
      await expect(world.site.engine.services.users.authenticateVisitor({ token })).rejects.toMatchObject({
        code: "unauthorized",
      });
    },
  ],

  [
    "[I10] out with a message waiting, and in as somebody else at once: to whom wrote it, and to nobody else",
    async () => {
      const at = browser();
      const page = at.tab();
      give(page, world.ann);
      page.connect();
      const anns = await signedIn(page, world.ann);
      at.unplug();
      page.send("Ann's");
      void page.forget();
      at.plugIn();
      const next = at.tab();
      give(next, world.bob);
      next.send("Bob's");
      const bobs = await signedIn(next, world.bob);
      await once(anns, ["Ann's"]);
      await once(bobs, ["Bob's"]);
    },
  ],

  [
    "[I10] out of anonymous: forgotten for good",
    async () => {
      const at = browser();
      const page = await anonymous("before", at);
      const before = idOf(page);
      await page.forget();
      await poll(async () => (await world.site.standing(before)).status).toBe("closed");
      expect(at.session()).toEqual({});
    },
  ],

  [
    "[I10] out in one of two tabs: the other one shows nothing of theirs any more",
    async () => {
      const at = browser();
      const one = at.tab();
      give(one, world.ann);
      one.send("hello");
      const theirs = await signedIn(one, world.ann);
      const other = at.tab();
      await shows(other, theirs);
      await one.forget();
      await poll(() => words(other)).toEqual([]);
      expect(at.session().as).not.toBe(world.site.key.id);
      await poll(() => idOf(other) !== theirs).toBe(true);
    },
  ],
];

test.each(orders)("%s", async (_order, run) => run());

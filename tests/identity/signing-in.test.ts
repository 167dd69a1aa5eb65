import { expect, test } from "vitest";
import { poll, shows, signedIn, words } from "./browsers.ts";
import { idOf, type Order, useSite } from "./orders.ts";

const world = useSite();
const { browser, give, anonymous, conversationOf, once } = world;

/** All orders of signing in, with nothing on its way. */
const orders: Order[] = [
  [
    "[I6] in, with nothing said before",
    async () => {
      const page = browser().tab();
      give(page, world.ann);
      page.connect();
      await signedIn(page, world.ann);
      page.send("hello");
      await once(idOf(page), ["hello"]);
    },
  ],

  [
    "[I6] in after words: where the user has no conversation, it goes on without a break",
    async () => {
      const page = await anonymous("before");
      const before = idOf(page);
      give(page, world.ann);
      expect(await signedIn(page, world.ann)).toBe(before);
      page.send("after");
      await once(before, ["before", "after"]);
      expect(words(page)).toEqual(["before", "after"]);
    },
  ],

  [
    "[I6] in on another browser: the same conversation, with all that was said",
    async () => {
      const theirs = await conversationOf(world.ann, "at home");
      const page = browser().tab();
      give(page, world.ann);
      page.connect();
      await shows(page, theirs);
      expect(words(page)).toEqual(["at home"]);
    },
  ],

  [
    "[I6] in after words, where the user has a conversation: that goes on, the other one ends and is of the same contact",
    async () => {
      const theirs = await conversationOf(world.ann, "at home");
      const page = await anonymous("before");
      const before = idOf(page);
      give(page, world.ann);
      await shows(page, theirs);
      expect(words(page)).toEqual(["at home"]);
      await once(before, ["before"]);
      await poll(() => world.site.standing(before)).toMatchObject({ status: "closed" });
      await poll(async () => (await world.site.standing(before)).contact).toBe(
        (await world.site.standing(theirs)).contact,
      );
    },
  ],

  [
    "[I6] in from two browsers at once: one conversation",
    async () => {
      const [one, other] = [browser().tab(), browser().tab()];
      for (const page of [one, other]) {
        give(page, world.ann);
        page.connect();
      }
      expect(await signedIn(one, world.ann)).toBe(await signedIn(other, world.ann));
    },
  ],

  [
    "[I6] in from two browsers that both had written: one becomes theirs, the other one stays by itself",
    async () => {
      const [one, other] = [await anonymous("one"), await anonymous("other")];
      const [first, second] = [idOf(one), idOf(other)];
      for (const page of [one, other]) give(page, world.ann);
      const theirs = await signedIn(one, world.ann);
      expect(await signedIn(other, world.ann)).toBe(theirs);
      expect([first, second]).toContain(theirs);
      await once(first, ["one"]);
      await once(second, ["other"]);
    },
  ],

  [
    "[I6] in as somebody else without signing out: each has their own, and two contacts",
    async () => {
      const page = browser().tab();
      give(page, world.ann);
      page.send("Ann's");
      const anns = await signedIn(page, world.ann);
      give(page, world.bob);
      const bobs = await signedIn(page, world.bob);
      expect(bobs).not.toBe(anns);
      expect(words(page)).toEqual([]);
      page.send("Bob's");
      await once(bobs, ["Bob's"]);
      await once(anns, ["Ann's"]);
      expect((await world.site.standing(anns)).contact).not.toBe((await world.site.standing(bobs)).contact);
    },
  ],

  [
    "[I6] in as one, as another, as the first again: back in the first one's conversation",
    async () => {
      const page = browser().tab();
      give(page, world.ann);
      page.send("Ann's");
      const anns = await signedIn(page, world.ann);
      give(page, world.bob);
      await signedIn(page, world.bob);
      give(page, world.ann);
      await shows(page, anns);
      expect(words(page)).toEqual(["Ann's"]);
    },
  ],
];

test.each(orders)("%s", async (_order, run) => run());

import { expect, test } from "vitest";
import { poll, settled, shows, signedIn, words } from "./browsers.ts";
import { idOf, type Order, useSite } from "./orders.ts";

const world = useSite();
const { browser, give, anonymous, conversationOf, once } = world;

/** Signing in while something waits, over tabs and reloads: which token holds, and whose what was written is. */
const orders: Order[] = [
  [
    "[I8] in offline, with a message of who was nobody yet: delivered once, in the user's conversation",
    async () => {
      const theirs = await conversationOf(world.ann, "at home");
      const { tab, ...at } = browser();
      at.unplug();
      const page = tab();
      page.send("written early");
      give(page, world.ann);
      at.plugIn();
      await shows(page, theirs);
      await once(theirs, ["at home", "written early"]);
    },
  ],

  [
    "[I8] in offline, with a message written as anonymous: delivered once, in the anonymous conversation",
    async () => {
      const theirs = await conversationOf(world.ann, "at home");
      const at = browser();
      const page = await anonymous("before", at);
      const before = idOf(page);
      at.unplug();
      page.send("waiting");
      give(page, world.ann);
      at.plugIn();
      await shows(page, theirs);
      await once(before, ["before", "waiting"]);
      await once(theirs, ["at home"]);
      expect(words(page)).toEqual(["at home"]);
    },
  ],

  [
    "[I8] in offline, with a message waiting, where the user has no conversation: once, in the one that goes on",
    async () => {
      const at = browser();
      const page = await anonymous("before", at);
      const before = idOf(page);
      at.unplug();
      page.send("waiting");
      give(page, world.ann);
      at.plugIn();
      expect(await signedIn(page, world.ann)).toBe(before);
      await once(before, ["before", "waiting"]);
    },
  ],

  [
    "[I8] in, and the answer is lost: the same conversation, everything once",
    async () => {
      const theirs = await conversationOf(world.ann, "at home");
      const at = browser();
      const page = await anonymous("before", at);
      const before = idOf(page);
      at.network.loseHello = true;
      give(page, world.ann);
      page.send("meanwhile");
      await shows(page, theirs);
      await poll(async () =>
        [...(await world.site.said(before)), ...(await world.site.said(theirs))].toSorted((one, other) =>
          one < other ? -1 : 1,
        ),
      ).toEqual(["at home", "before", "meanwhile"]);
    },
  ],

  [
    "[I8] in with the same user's proof again: the token stays, and the conversation",
    async () => {
      const at = browser();
      const page = at.tab();
      give(page, world.ann);
      page.connect();
      const theirs = await signedIn(page, world.ann);
      const { token } = at.session();
      page.identify({ token: world.site.sign(world.ann, { name: "Ann" }) });
      await poll(
        async () =>
          (await world.site.engine.services.users.visitors({ ids: [at.session().as ?? ""] }))[0]?.profile.name,
      ).toBe("Ann");
      await settled(page);
      expect([at.session().token, idOf(page)]).toEqual([token, theirs]);
    },
  ],

  [
    "[I8] in gives another token, and the one before ends",
    async () => {
      const at = browser();
      const page = await anonymous("before", at);
      const { token: before } = at.session();
      give(page, world.ann);
      await signedIn(page, world.ann);
      expect(at.session().token).not.toBe(before);
      await expect(world.site.engine.services.users.authenticateVisitor({ token: before ?? "" })).rejects.toMatchObject(
        {
          code: "unauthorized",
        },
      );
    },
  ],

  [
    "[I8] in and a reload: the token alone finds the conversation",
    async () => {
      const at = browser();
      const page = at.tab();
      give(page, world.ann);
      page.send("hello");
      const theirs = await signedIn(page, world.ann);
      page.disconnect();
      const again = at.tab();
      await shows(again, theirs);
      expect(words(again)).toEqual(["hello"]);
    },
  ],

  [
    "[I8] in as somebody else while a message waits: to whom wrote it",
    async () => {
      const at = browser();
      const page = at.tab();
      give(page, world.ann);
      page.connect();
      const anns = await signedIn(page, world.ann);
      at.unplug();
      page.send("Ann's");
      give(page, world.bob);
      at.plugIn();
      const bobs = await signedIn(page, world.bob);
      await once(anns, ["Ann's"]);
      await once(bobs, []);
    },
  ],

  [
    "[I8] in in one of two tabs: the other one follows",
    async () => {
      const theirs = await conversationOf(world.ann, "at home");
      const at = browser();
      const one = await anonymous("before", at);
      const other = at.tab();
      await settled(other);
      give(one, world.ann);
      await shows(one, theirs);
      await shows(other, theirs);
      expect(words(other)).toEqual(["at home"]);
    },
  ],

  [
    "[I8] in while both of two tabs have something waiting: each once, as whom it was written",
    async () => {
      const theirs = await conversationOf(world.ann, "at home");
      const at = browser();
      const one = await anonymous("before", at);
      const before = idOf(one);
      const other = at.tab();
      await settled(other);
      at.unplug();
      one.send("one");
      other.send("other");
      give(one, world.ann);
      at.plugIn();
      await shows(one, theirs);
      await shows(other, theirs);
      await once(before, ["before", "one", "other"]);
      await once(theirs, ["at home"]);
    },
  ],
];

test.each(orders)("%s", async (_order, run) => run());

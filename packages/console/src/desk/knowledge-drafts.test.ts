import { type CannedReply, ChatError } from "@parley/protocol";
import { expect, test } from "vitest";
import { createLoader } from "../live/load.ts";
import { createDrafts, NEW } from "./knowledge-drafts.ts";
import type { KnowledgeBase } from "./knowledge.ts";

const reply = (en: string, version: number): CannedReply => ({ shortcut: "hello", text: { en, "zh-CN": "" }, version });

/** Knowledge with one canned reply that only takes the version it has, as the engine does. */
async function open(stored: CannedReply | undefined) {
  let current = stored;
  let saves = 0;
  const loader = createLoader(() =>
    Promise.resolve({ intents: [], articles: [], cannedReplies: current ? [current] : [] }),
  );
  await loader.reload();
  const save = async (_kind: string, entry: CannedReply) => {
    saves++;
    if (entry.version !== (current?.version ?? 0)) throw new ChatError("conflict", "Changed meanwhile.");
    current = { ...entry, version: entry.version + 1 };
    await loader.reload();
    return current;
  };
  const remove = async (_kind: string, entry: CannedReply) => {
    if (current && entry.version !== current.version) throw new ChatError("conflict", "Changed meanwhile.");
    current = undefined;
    await loader.reload();
  };
  const drafts = createDrafts({ ...loader, save, remove } as unknown as KnowledgeBase);
  const place = (id = "hello") => drafts.all.value[`canned-replies/${id}`];
  const type = (en: string, id = "hello") => drafts.change("canned-replies", id, { text: { en, "zh-CN": "" } });
  return {
    drafts,
    place,
    type,
    elsewhere: (en: string) => {
      current = reply(en, (current?.version ?? 0) + 1);
    },
    stored: () => current?.text.en,
    saves: () => saves,
  };
}

test("a saved draft is gone", async () => {
  const { drafts, place, type, stored } = await open(reply("Hello", 1));
  type("Hello there");
  expect(await drafts.save("canned-replies", "hello")).toEqual({ status: "saved", id: "hello" });
  expect(place()).toBeUndefined();
  expect(stored()).toBe("Hello there");
});

test("when somebody else was faster, nothing is overwritten and both versions are kept", async () => {
  const { drafts, place, type, elsewhere, stored } = await open(reply("Hello", 1));
  type("Mine");
  elsewhere("Theirs");
  expect(await drafts.save("canned-replies", "hello")).toEqual({ status: "conflict" });
  expect(stored()).toBe("Theirs");
  expect(place()).toMatchObject({ entry: { text: { en: "Mine" } }, theirs: { text: { en: "Theirs" } }, saving: false });
  expect(await drafts.save("canned-replies", "hello", true)).toEqual({ status: "saved", id: "hello" });
  expect(stored()).toBe("Mine");
});

test("pressing Save twice saves once", async () => {
  const { drafts, type, saves } = await open(reply("Hello", 1));
  type("Hello there");
  const first = drafts.save("canned-replies", "hello");
  expect(await drafts.save("canned-replies", "hello")).toBeUndefined();
  await first;
  expect(saves()).toBe(1);
});

test("what is typed while it is being saved is the next draft", async () => {
  const { drafts, place, type, stored } = await open(reply("Hello", 1));
  type("One");
  const saving = drafts.save("canned-replies", "hello");
  type("Two");
  await saving;
  expect(stored()).toBe("One");
  expect(place()).toMatchObject({ entry: { text: { en: "Two" }, version: 2 }, saving: false });
});

test("a new entry is at its own place once it is stored", async () => {
  const { drafts, place, type } = await open(undefined);
  type("Hello", NEW);
  drafts.change("canned-replies", NEW, { shortcut: "hello" });
  expect(await drafts.save("canned-replies", NEW)).toEqual({ status: "saved", id: "hello" });
  expect(place(NEW)).toBeUndefined();
});

test("a new entry with the id of another is said to be one, and is stored under a free id", async () => {
  const { drafts, place, type, stored } = await open(reply("Hello", 1));
  type("Mine", NEW);
  drafts.change("canned-replies", NEW, { shortcut: "hello" });
  expect(await drafts.save("canned-replies", NEW)).toEqual({ status: "taken" });
  expect(place(NEW)).toMatchObject({ taken: "hello", saving: false });
  expect(place(NEW)?.theirs).toBeUndefined();
  expect(stored()).toBe("Hello");
  drafts.change("canned-replies", NEW, { shortcut: "hello_again" });
  expect(place(NEW)).toMatchObject({ entry: { shortcut: "hello_again", text: { en: "Mine" } } });
});

test("what the engine does not take stays a draft", async () => {
  const { drafts, place, type } = await open(undefined);
  type("Hello", NEW);
  drafts.change("canned-replies", NEW, { shortcut: "hello", version: 7 });
  expect(await drafts.save("canned-replies", NEW)).toMatchObject({ status: "refused" });
  expect(place(NEW)?.saving).toBe(false);
});

test("what somebody changed meanwhile is not deleted before it was looked at, with a draft of it and without", async () => {
  for (const typed of [false, true]) {
    const { drafts, place, type, elsewhere, stored } = await open(reply("Hello", 1));
    if (typed) type("Mine");
    elsewhere("Theirs");
    expect(await drafts.remove("canned-replies", "hello")).toMatchObject({ status: "changed", theirs: { version: 2 } });
    expect(stored()).toBe("Theirs");
    if (typed) expect(place()).toMatchObject({ entry: { text: { en: "Mine" } }, theirs: { text: { en: "Theirs" } } });
    expect(await drafts.remove("canned-replies", "hello")).toEqual({ status: "removed" });
    expect([stored(), place()]).toEqual([undefined, undefined]);
  }
});

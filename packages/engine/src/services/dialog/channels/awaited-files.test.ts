import { newId } from "@parley/protocol";
import { afterAll, describe, expect, test } from "vitest";
import type { Store } from "../../../store/store.ts";
import { closePlaces, places } from "../../../upkeep/upkeep.test.kit.ts";
import { createDialog } from "../dialog.ts";
import { ann, keys, neighbour, visitorSays } from "../fixture.ts";
import { CHANNEL_FILES } from "./stored-files.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;
const letters = "letters";

afterAll(closePlaces);

describe.each(places)("awaited files on $name", ({ open }) => {
  /** Two nodes whose clock can be turned on, and a conversation of a channel in which files are awaited. */
  async function awaiting(count = 1) {
    const store: Store = await open();
    const clock = { now: Date.now() };
    const node = () => createDialog({ store, keys, nlu: neighbour(), now: () => clock.now }).service;
    const nodes = [node(), node()] as const;
    const [dialog] = nodes;
    await dialog.putInbox({ id: letters, channel: letters, name: "Letters", enabled: true, settings: {} });
    const begin = async () =>
      (await dialog.open({ visitorId: newId(), channel: letters, inboxId: letters, locale: "en" })).id;
    const send = async (conversationId: string, many = 1) => {
      const files = Array.from({ length: many }, (_, index) => ({ id: newId(), ref: "ref", name: `${index}.jpg` }));
      await dialog.awaitFiles({ inboxId: letters, conversationId, files });
      return files;
    };
    const conversationId = await begin();
    const files = await send(conversationId, count);
    const [file] = files as [(typeof files)[0]];
    const due = (from = dialog, most = 9) => from.dueFiles({ inboxes: [{ inboxId: letters, most }], most });
    const came = ({ id }: { id: string }, again?: number) => dialog.fileCame({ conversationId, id, again });
    const apply = (id: string, command: Parameters<typeof dialog.apply>[0]["command"]) =>
      dialog.apply({ conversationId, id, command });
    return { store, clock, nodes, dialog, begin, send, conversationId, files, file, due, came, apply };
  }

  test("a file that is awaited is taken by one node, and by another when that one says nothing", async () => {
    const { clock, nodes, file, due } = await awaiting();
    const [taken, none] = await Promise.all(nodes.map((node) => due(node)));
    expect([...(taken ?? []), ...(none ?? [])]).toMatchObject([{ ...file, inboxId: letters, attempts: 1 }]);
    for (const node of nodes) expect(await due(node)).toEqual([]);
    clock.now += 150_000;
    expect(await due(nodes[1])).toMatchObject([{ id: file.id, attempts: 2 }]);
  });

  test("it is awaited once however often it is named, not any more once it was said, and not by other inboxes", async () => {
    const { store, dialog, conversationId, file, due, came, apply } = await awaiting();
    expect(await dialog.dueFiles({ inboxes: [{ inboxId: "others", most: 9 }], most: 9 })).toEqual([]);
    await dialog.awaitFiles({ inboxId: letters, conversationId, files: [file] });
    expect(await due()).toHaveLength(1);
    // Said, but the node died before it could say so.
    await apply(file.id, visitorSays("a.jpg"));
    await dialog.awaitFiles({ inboxId: letters, conversationId, files: [file] });
    await came(file, 1);
    expect(await due()).toEqual([]);
    await came(file);
    expect(await CHANNEL_FILES.open(store).count({})).toBe(0);
  });

  test("what cannot be fetched is tried later and later, and after a day only said to be missing", async () => {
    const { clock, file, due, came } = await awaiting();
    for (const [before, wait] of [1_000, 2_000, 4_000].entries()) {
      expect(await due()).toHaveLength(1);
      await came(file, before + 1);
      clock.now += wait - 1;
      expect(await due()).toEqual([]);
      clock.now += 1;
    }
    clock.now += DAY;
    expect(await due()).toMatchObject([{ attempts: 4, late: true }]);
  });

  test("the files of a conversation are taken in their order, one at a time, on whatever node", async () => {
    const { nodes, files, due, came } = await awaiting(6);
    const names: string[] = [];
    for (const [index] of files.entries()) {
      const taken = await due(nodes[index % 2]);
      expect(await due(nodes[(index + 1) % 2])).toEqual([]);
      names.push(...taken.map(({ name }) => name));
      for (const one of taken) await came(one);
    }
    expect(names).toEqual(files.map(({ name }) => name));
  });

  test("one that is tried again holds those behind it for a minute, and is then tried beside them", async () => {
    const { clock, files, due, came } = await awaiting(2);
    const [first, second] = files.map(({ id }) => id);
    const ids = async () => (await due()).map(({ id }) => id);
    for (let attempt = 1; attempt < 6; attempt += 1) {
      expect(await ids()).toEqual([first]);
      await came({ id: first ?? "" }, attempt);
      expect(await ids()).toEqual([]);
      clock.now += 1_000 * 2 ** (attempt - 1);
    }
    expect(await ids()).toEqual([first]);
    await came({ id: first ?? "" }, 6);
    expect(await ids()).toEqual([second]);
    clock.now += MINUTE;
    // Of a conversation nobody fetches two.
    expect(await ids()).toEqual([]);
  });

  test("who was too slow does not end the time of who has it now", async () => {
    const { clock, nodes, file, due, came } = await awaiting();
    await due();
    expect(await due(nodes[1])).toEqual([]);
    clock.now += 150_000;
    expect(await due(nodes[1])).toMatchObject([{ attempts: 2 }]);
    await came(file, 1);
    clock.now += MINUTE;
    expect(await due()).toEqual([]);
  });

  test("where many cannot be had, those behind them are looked at too", async () => {
    const { store, begin, send, due, came, dialog, file } = await awaiting();
    await due();
    await came(file);
    const stored = CHANNEL_FILES.open(store);
    const conversationId = await begin();
    const at = Date.now();
    const base = { inboxId: letters, ref: "r", name: "n", attempts: 9, pause: 300_000, since: at, at };
    // Those that cannot be had are first, whatever the ids.
    const first = Array.from({ length: 500 }, (_, index) => String(index).padStart(4, "0"));
    const many = first.map((id, order) => ({ ...base, _id: ` ${id}`, id, conversationId: `${order}`, order }));
    await stored.insertMany(many);
    const [good] = await send(conversationId);
    const seen = [...(await due()), ...(await due())];
    expect(seen).toMatchObject([{ id: good?.id }]);
    // And every one has its turn where there is little room.
    for (const one of seen) await dialog.fileCame({ conversationId, id: one.id });
    await stored.remove({});
    const fresh = await Promise.all(Array.from({ length: 6 }, async () => await send(await begin())));
    const taken = [await due(dialog, 4), await due(dialog, 4)].flat().map(({ id }) => id);
    expect(taken.toSorted()).toEqual(fresh.flatMap((sent) => sent.map(({ id }) => id)).toSorted());
  });

  test("of an account that was switched off, files are said to be missing after a day too", async () => {
    const { clock, dialog, file } = await awaiting();
    expect(await dialog.dueFiles({ inboxes: [], most: 9 })).toEqual([]);
    clock.now += DAY + 1;
    expect(await dialog.dueFiles({ inboxes: [], most: 9 })).toMatchObject([{ id: file.id, late: true }]);
  });

  test("who may not write now is refused, but not what was there before", async () => {
    const { dialog, conversationId, file } = await awaiting();
    const refusal = { code: "tooMany" as const, message: "Later." };
    await dialog.awaitFiles({ inboxId: letters, conversationId, files: [file], refusal });
    const more = dialog.awaitFiles({ inboxId: letters, conversationId, files: [{ ...file, id: newId() }], refusal });
    await expect(more).rejects.toMatchObject({ code: "tooMany" });
  });

  test("[T4] what is awaited goes with its conversation, and what began before cannot be said after it", async () => {
    const { clock, nodes, dialog, conversationId, file, due, apply } = await awaiting();
    const [taken] = await due();
    await apply(newId(), visitorSays("hello"));
    await apply(newId(), { do: "close", author: { kind: "agent", ...ann }, force: true });
    clock.now += DAY / 2;
    await nodes[1].erase({ conversationIds: [conversationId] });
    expect(await due()).toEqual([]);
    const late = { conversationId, id: file.id, command: visitorSays("a.jpg") };
    for (const node of nodes) {
      await expect(node.apply({ ...late, since: taken?.since ?? 0 })).rejects.toMatchObject({ code: "notFound" });
    }
    const { events } = await dialog.read({ conversationId, after: 0 });
    expect(events.map(({ type }) => type)).toEqual(["erased"]);
    // What is sent afterwards is another matter.
    await nodes[0].apply({ ...late, since: clock.now });
  });
});

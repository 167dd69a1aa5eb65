import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { AnyDoc } from "../store/document.ts";
import { contentIn, fillWithContent } from "./content.test.kit.ts";
import { migrate, newestOf } from "./migrate.ts";
import { move } from "./move.ts";
import { openState } from "./state.ts";
import { closePlaces, type Place, places } from "./upkeep.test.kit.ts";

afterAll(closePlaces);

const across = places.flatMap((from) => places.filter((to) => to !== from).map((to) => [from, to] as const));
const ways = (across.length > 0 ? across : places.map((place) => [place, place] as const)).map(
  ([from, to]): [string, string, Place, Place] => [from.name, to.name, from, to],
);

describe.each(ways)("moving from %s to %s", (_from, _to, from, to) => {
  async function filled() {
    const where = await from.another();
    const store = await from.open(where);
    await migrate(store);
    await fillWithContent(store);
    const content = await contentIn(store);
    await store.close();
    return { where, content };
  }

  test("brings every document and index, and leaves the source as it was", async () => {
    const { where, content } = await filled();
    const target = await to.another();
    await move({ from: where, to: target });
    const moved = await to.open(target);
    expect(await contentIn(moved)).toEqual(content);
    expect(await migrate(moved)).toBe(newestOf());
    expect(await contentIn(await from.open(where))).toEqual(content);
  });

  test("that was cut off goes on where it was, and no engine starts before it is done", async () => {
    const { where, content } = await filled();
    const target = await to.another();
    let copied = 0;
    const onProgress = (count: number) => {
      copied += count;
      if (copied > 400) throw new Error("the power went off");
    };
    await expect(move({ from: where, to: target, onProgress })).rejects.toThrow("the power went off");
    const half = await to.open(target);
    const there = await half.collection("events").count({});
    expect(there).toBeGreaterThan(0);
    expect(there).toBeLessThan(1200);
    await expect(migrate(half)).rejects.toThrow(/is not complete/);
    await half.close();

    await move({ from: where, to: target });
    expect(await contentIn(await to.open(target))).toEqual(content);
  });

  test("again, after the source went on, makes both the same, also where a unique key changed hands", async () => {
    const { where } = await filled();
    const target = await to.another();
    await move({ from: where, to: target });
    const source = await from.open(where);
    const members = source.collection<AnyDoc>("members");
    await members.remove({ _id: "a" });
    await members.update({ _id: "中" }, { $set: { email: "a@x" } });
    await members.insert({ _id: "0", email: "中@x" });
    const content = await contentIn(source);
    await source.close();

    await expect(move({ from: where, to: target })).rejects.toThrow(/is not empty. --force/);
    await move({ from: where, to: target, force: true });
    expect(await contentIn(await to.open(target))).toEqual(content);
  });
});

describe.each(places.filter(({ name }) => name === "MongoDB"))("moving to $name", ({ another, open }) => {
  test("finds by its checksum that one letter of the copy was changed meanwhile, and goes on from there", async () => {
    const [folder] = places;
    const where = (await folder?.another()) ?? "";
    const source = await folder?.open(where);
    if (!source) throw new Error("There is always a folder to test with.");
    await fillWithContent(source);
    const content = await contentIn(source);
    await source.close();

    const target = await another();
    const meddler = (await open(target)).collection<AnyDoc>("artefacts");
    let meddling: Promise<unknown> | undefined;
    const onProgress = () => {
      meddling ??= meddler.update({ _id: "model-1/2" }, { $set: { artefact: "model-l" } });
    };
    await expect(move({ from: where, to: target, onProgress })).rejects.toThrow(
      /The copy is not the same: artefacts: 4 documents, not all alike\. Probably/,
    );
    expect(await meddling).toMatchObject({ artefact: "model-l" });
    await move({ from: where, to: target });
    expect(await contentIn(await open(target))).toEqual(content);
  });
});

describe.each(places)("moving from $name", ({ another, open }) => {
  test("refuses what is empty, half filled, newer, or the same place", async () => {
    const target = await another();
    const where = await another();
    const store = await open(where);
    await migrate(store);
    await store.close();
    await expect(move({ from: where, to: target })).rejects.toThrow(/is empty/);
    await expect(move({ from: where, to: where })).rejects.toThrow("Both places are the same.");

    const again = await open(where);
    await again.collection("members").insert({ _id: "a" });
    await openState(again).setSchema({ version: newestOf(), underway: newestOf() + 1 });
    await again.close();
    await expect(move({ from: where, to: target })).rejects.toThrow(
      new RegExp(`has schema ${newestOf() + 1}, .* knows ${newestOf()}`),
    );

    const half = await open(where);
    await openState(half).beginIncoming("elsewhere", 0);
    await half.close();
    await expect(move({ from: where, to: target })).rejects.toThrow(/is being filled from elsewhere/);
  });
});

test("a folder without a store, or one that an engine uses, is not moved, and nothing is created", async () => {
  const parent = await mkdtemp(join(tmpdir(), "move-"));
  await expect(move({ from: join(parent, "typo"), to: join(parent, "b") })).rejects.toThrow(/There is no store in/);
  expect(await readdir(parent)).toEqual([]);
  const [folder] = places;
  const where = await folder?.another();
  if (!folder || !where) throw new Error("There is always a folder to test with.");
  const store = await folder.open(where);
  await expect(move({ from: where, to: join(parent, "b") })).rejects.toThrow(`is open in process ${process.pid}`);
  await store.close();
});

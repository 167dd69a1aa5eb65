import { rm } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { createClient, type Options } from "../../packages/protocol/examples/visitor.mjs";
import { startEngine as startBareEngine } from "../../packages/widget/src/client/engine.fixture.ts";
import { runEngine, startEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";

/** The client that SPEC.md shows, as somebody would start from it; what it holds is tried on a real engine. */
type Shown = Parameters<NonNullable<Options["show"]>>[0];

function open(url: string, kept: NonNullable<Options["kept"]> = {}) {
  const shown: Shown[] = [];
  const client = createClient(url, { kept, show: (event) => void shown.push(event) });
  onTestFinished(() => client.stop());
  const said = (by: string) =>
    shown.flatMap((event) => (event.type === "message" && event.author.kind === by ? [event.content.text] : []));
  const numbers = () => shown.flatMap((event) => ("seq" in event ? [event.seq] : []));
  return { ...client, kept, shown, said, numbers };
}
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test("M1, M11: the minimal client sends what was written before it was there, and hears the answer", async () => {
  const { url } = await startEngine();
  const ann = open(url);
  ann.send("Where is my order?");
  ann.send("How do I return an item?");
  await expect.poll(() => ann.said("visitor")).toEqual(["Where is my order?", "How do I return an item?"]);
  await expect.poll(() => ann.said("bot").length).toBeGreaterThan(0);
  expect(ann.numbers()).toEqual(upTo(ann.shown.length));
  expect(ann.kept).toMatchObject({ token: expect.stringMatching(/^pv_/) as string, outbox: "[]" });
});

test("M7, M8, M9: it shows everything once and in order, whoever writes, and again from its beginning after a reload", async () => {
  const { url } = await startEngine();
  const ann = open(url);
  ann.send("hello");
  await expect.poll(() => ann.said("bot").length).toBe(1);
  const elsewhere = await visitor(url, { token: ann.kept.token ?? "" });
  for (const text of ["one", "two", "three"]) await elsewhere.send(text);
  await expect.poll(() => ann.said("visitor")).toEqual(["hello", "one", "two", "three"]);
  expect(ann.numbers()).toEqual(upTo(ann.numbers().length));
  ann.stop();
  const again = open(url, ann.kept);
  await expect.poll(() => again.said("visitor")).toEqual(["hello", "one", "two", "three"]);
});

test("D1, R3: an engine that restarts loses it nothing, and has nothing twice", async () => {
  const first = await runEngine();
  onTestFinished(() => rm(first.folder, { recursive: true, force: true }));
  const ann = open(first.url);
  ann.send("hello");
  await expect.poll(() => ann.said("visitor")).toEqual(["hello"]);
  const stopped = first.stop();
  for (const text of ["one", "two"]) ann.send(text);
  await stopped;
  ann.send("three");
  const second = await runEngine({ store: first.folder, port: Number(new URL(first.url).port) });
  onTestFinished(() => second.stop());
  await expect.poll(() => ann.said("visitor")).toEqual(["hello", "one", "two", "three"]);
  expect(ann.numbers()).toEqual(upTo(ann.numbers().length));
  expect(JSON.parse(ann.kept.outbox ?? "")).toEqual([]);
});

test("V5: a token that is good no more is forgotten, and the visitor is somebody new", async () => {
  const { url } = await startEngine();
  const ann = open(url, { token: "pv_of_another_time" });
  ann.send("hello");
  await expect.poll(() => ann.said("visitor")).toEqual(["hello"]);
});

test("R2: what can never succeed is not sent for ever, and is told", async () => {
  const { url } = await startEngine();
  const ann = open(url);
  ann.send(" ");
  ann.send("hello");
  await expect.poll(() => ann.shown.map(({ type }) => type)).toContain("refused");
  await expect.poll(() => ann.said("visitor")).toEqual(["hello"]);
});

test("C5: of content that it does not know there are words to show", async () => {
  const engine = await startBareEngine();
  onTestFinished(() => void engine.stop());
  const ann = open(engine.url.replace(/\/$/, ""));
  ann.send("hello");
  await expect.poll(() => ann.said("visitor")).toEqual(["hello"]);
  const content = { type: "hologram", text: "Look at this", url: "https://a.example" } as never;
  engine.append(ann.kept.token ?? "", "hologram-1", { type: "message", author: { kind: "bot" }, content });
  await expect.poll(() => ann.said("bot")).toEqual(["Look at this"]);
});

import { newId } from "@parley/protocol";
import { afterAll, describe, expect, test } from "vitest";
import { eventKey } from "../services/dialog/keys.ts";
import type { AnyDoc } from "../store/document.ts";
import type { Collection } from "../store/store.ts";
import { closePlaces, places } from "./upkeep.test.kit.ts";
import { logsOf } from "./whole-logs.ts";

afterAll(closePlaces);

describe.each(places)("reading logs in $name that grow meanwhile", ({ open }) => {
  async function logs() {
    const events = (await open()).collection<AnyDoc>("events", [{ on: ["conversationId", "seq"], unique: true }]);
    const lengths = new Map<string, number>();
    /** Ids begin with the time of the client that made them: of clocks that differ, later entries come to lie before earlier ones. */
    const say = async (conversationId: string, clock = Date.now()) => {
      const seq = (lengths.get(conversationId) ?? 0) + 1;
      lengths.set(conversationId, seq);
      await events.insert({ _id: eventKey(conversationId, newId(clock)), conversationId, seq });
    };
    return { events, say };
  }

  /** The numbers of each log, in the order in which they are read. `meanwhile` runs once the first page is. */
  async function read(events: Collection<AnyDoc>, meanwhile = async () => {}): Promise<Record<string, unknown[]>> {
    const seqs: Record<string, unknown[]> = {};
    let pages = 0;
    for await (const page of logsOf(events, ["conversationId", "seq"])) {
      for (const { doc } of page) (seqs[String(doc["conversationId"])] ??= []).push(doc["seq"]);
      if (++pages === 1) await meanwhile();
    }
    return seqs;
  }

  const upTo = (length: number) => Array.from({ length }, (_, index) => index + 1);

  test("finds every log without a gap, wherever its entries lie", async () => {
    const { events, say } = await logs();
    for (const _ of upTo(12)) for (const conversationId of ["a", "b", "c"]) await say(conversationId);
    const found = await read(events, async () => {
      for (const clock of [0, Date.now() + 3_600_000, 0, Date.now()]) {
        for (const conversationId of ["a", "b", "c"]) await say(conversationId, clock);
      }
    });
    expect(found).toEqual({ a: upTo(16), b: upTo(16), c: upTo(16) });
  });

  test("reads a log that is longer than a page, and short ones beside it, each entry once", async () => {
    const { events, say } = await logs();
    for (const conversationId of ["a", "b", "b", "d"]) await say(conversationId);
    for (const _ of upTo(90)) await say("c");
    expect(await read(events)).toEqual({ a: [1], b: [1, 2], c: upTo(90), d: [1] });
  });

  test("leaves out nothing, not even what has no place in a log", async () => {
    const { events, say } = await logs();
    for (const _ of upTo(7)) await say("a");
    await events.insert({ _id: "𠮷 placeless" });
    await events.insert({ _id: "numberless", conversationId: "b" });
    for (const _ of upTo(9)) await say("b");
    await events.insert({ _id: "\uFFFD placeless" });
    await events.insert({ _id: "0 placeless" });
    await events.insert({ _id: "placeless too", seq: 3 });
    const found = await read(events);
    expect(found).toEqual({ a: upTo(7), b: [undefined, ...upTo(9)], undefined: [undefined, 3, undefined, undefined] });
  });
});

import { afterAll, describe, expect, test } from "vitest";
import type { AnyDoc } from "../store/document.ts";
import { closePlaces, places } from "./upkeep.test.kit.ts";
import { entriesOf } from "./whole-logs.ts";

afterAll(closePlaces);

describe.each(places)("reading a log in $name that grows meanwhile", ({ open }) => {
  async function logOf(ids: string[]) {
    const events = (await open()).collection<AnyDoc>("events", [{ on: ["conversationId", "seq"], unique: true }]);
    let seq = 0;
    const say = async (id: string) => {
      seq += 1;
      await events.insert({ _id: `c1/${id}`, conversationId: "c1", seq });
    };
    for (const id of ids) await say(id);
    return { events, say };
  }

  async function read(reading: AsyncGenerator<{ doc: AnyDoc }[]>): Promise<unknown[]> {
    const seqs: unknown[] = [];
    for await (const page of reading) seqs.push(...page.map(({ doc }) => doc["seq"]));
    return seqs.toSorted((one, other) => Number(one) - Number(other));
  }

  test("finds the entry that came to lie before what was read, once a later one is read", async () => {
    const { events, say } = await logOf(["b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9"]);
    await events.insert({ _id: "c2/a", conversationId: "c2", seq: 1 });
    const reading = entriesOf("events", events);
    const first = await reading.next();
    expect(first.value?.length).toBe(8);
    await say("a0");
    await say("z0");
    await say("a1");
    const rest = await read(reading);
    // Number 13 lies before what was read, and nothing after it was: without it there is no gap.
    expect(rest).toEqual([1, 9, 10, 11, 12]);
  });

  test("takes nothing twice, and leaves gaps that are in the log itself", async () => {
    const { events, say } = await logOf(["b0", "b1", "b2", "b3"]);
    await events.remove({ _id: "c1/b1" });
    await say("a0");
    expect(await read(entriesOf("events", events))).toEqual([1, 3, 4, 5]);
    expect(await read(entriesOf("others", events))).toEqual([1, 3, 4, 5]);
  });
});

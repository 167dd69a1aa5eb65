import { newId } from "@parley/protocol";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { closePlaces, places } from "../../../upkeep/upkeep.test.kit.ts";
import type { Store } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import { createDialog } from "../dialog.ts";
import { EVENTS } from "../events.ts";
import { agentSays, ann, neighbour, visitorSays } from "../fixture.ts";
import { isFound, readQuery } from "./query.ts";
import { SEARCH_SPANS, SEARCH_STATE, SPAN, wordsOf } from "./stored.ts";

afterAll(closePlaces);

const DAY = 86_400_000;
const WORDS = [
  "订单",
  "退款",
  "還沒到",
  "order",
  "Orders",
  "late",
  "refund",
  "20241130",
  "20241199",
  "好的",
  "谢谢",
  "iphone15",
  "你",
];
const QUERIES = [
  "订单",
  "退款 order",
  "or",
  "order late",
  "2024",
  "20241130",
  "单退",
  '"order late"',
  "还没到",
  "iphone15谢谢",
  "re",
];

describe.each(places)("in $name", ({ another, open }) => {
  async function world() {
    const store = await open(await another());
    const node = (now: () => number = Date.now) => {
      const made = createDialog({ store, nlu: neighbour(), now });
      onTestFinished(() => made.close());
      return made.service;
    };
    return { store, node, dialog: node() };
  }

  const begin = async (dialog: Dialog, locale = "zh-CN") =>
    (await dialog.open({ visitorId: newId(), channel: "web", locale })).id;
  const say = (dialog: Dialog, conversationId: string, text: string) =>
    dialog.apply({ conversationId, id: newId(), command: visitorSays(text) });

  /** All that is found, page by page. */
  async function all(dialog: Dialog, asked: Partial<Parameters<Dialog["search"]>[0]> & { words: string }) {
    const found: Awaited<ReturnType<Dialog["search"]>>["hits"] = [];
    for (let after: string | undefined; ;) {
      const page = await dialog.search({ limit: 7, ...asked, ...(after && { after }) });
      found.push(...page.hits);
      if (!(after = page.next)) return found;
    }
  }
  const texts = async (dialog: Dialog, words: string) => (await all(dialog, { words })).map(({ text }) => text);

  /** What a look through every log finds. */
  async function scanned(store: Store, words: string) {
    const events = await EVENTS.open(store).find({});
    return events.filter((event) => wordsOf(event) !== "" && isFound(wordsOf(event), readQuery(words)));
  }

  test("[Y1] search finds what a look through all logs finds, each once, and nothing besides", async () => {
    const { store, dialog, node } = await world();
    const other = node();
    let state = 11;
    const roll = (sides: number) => (state = (state * 48_271) % 2_147_483_647) % sides;
    for (let thread = 0; thread < 12; thread += 1) {
      const id = await begin(dialog);
      for (let count = thread === 0 ? SPAN + 9 : 3; count > 0; count -= 1) {
        const text = Array.from({ length: 1 + roll(4) }, () => WORDS[roll(WORDS.length)]).join(roll(2) ? " " : "");
        await say(count % 2 ? dialog : other, id, text);
      }
    }
    for (const words of QUERIES) {
      const expected = (await scanned(store, words)).map(({ id }) => id).toSorted();
      // What the other node wrote it brings into the index itself, soon.
      await expect
        .poll(async () => (await all(dialog, { words })).map(({ id }) => id).toSorted(), { message: words })
        .toEqual(expected);
    }
    expect((await scanned(store, "订单")).length).toBeGreaterThan(10);
  });

  test("[Y3] conversations that began last come first, in each what was said last", async () => {
    const { dialog } = await world();
    const [one, other] = [await begin(dialog), await begin(dialog)];
    await say(dialog, one, "order 1");
    await say(dialog, other, "order 2");
    await say(dialog, one, "order 3");
    const found = await all(dialog, { words: "order", limit: 1 });
    const of = (id: string) => found.filter(({ conversationId }) => conversationId === id).map(({ text }) => text);
    expect(of(one)).toEqual(["order 3", "order 1"]);
  });

  test("[Y5] filters leave out what is not asked for", async () => {
    const { dialog } = await world();
    const [zh, en] = [await begin(dialog), await begin(dialog, "en-GB")];
    await say(dialog, zh, "my order");
    await say(dialog, en, "order and order");
    const command = { do: "claim", agent: ann } as const;
    await dialog.apply({ conversationId: zh, id: newId(), command });
    await dialog.apply({ conversationId: zh, id: newId(), command: agentSays(ann, "your order, sir") });
    const note = { do: "note", author: { kind: "agent", ...ann }, text: "a bad order" } as const;
    await dialog.apply({ conversationId: zh, id: newId(), command: note });
    const found = async (asked: object) =>
      (await all(dialog, { words: "order", ...asked })).map(({ text }) => text).toSorted();
    expect(await found({})).toHaveLength(4);
    expect(await found({ language: "en" })).toEqual(["order and order"]);
    expect(await found({ status: ["agent"] })).toHaveLength(3);
    const tag = { do: "tag", author: { kind: "agent", ...ann }, tag: "vip", on: true } as const;
    await dialog.apply({ conversationId: zh, id: newId(), command: tag });
    await expect.poll(() => found({ tag: "vip" })).toHaveLength(3);
    expect(await found({ tag: "other" })).toEqual([]);
    await dialog.apply({ conversationId: zh, id: newId(), command: { ...tag, on: false } });
    await expect.poll(() => found({ tag: "vip" })).toEqual([]);
    expect(await found({ agentId: ann.id, by: "agent" })).toEqual(["your order, sir"]);
    expect(await found({ by: "note" })).toEqual(["a bad order"]);
    expect(await found({ by: "visitor" })).toEqual(["my order", "order and order"]);
    expect(await found({ inboxIds: ["elsewhere"] })).toEqual([]);
    expect(await found({ until: 1 })).toEqual([]);
    expect(await found({ since: Date.now() + DAY })).toEqual([]);
    await expect(dialog.search({ words: "order", limit: 1, after: "nonsense" })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("[Y6] what was said before there was an index is found after a look, which goes on where it was stopped", async () => {
    const { store, dialog, node } = await world();
    for (const text of ["old order", "older order"]) await say(dialog, await begin(dialog), text);
    expect(await texts(dialog, "order")).toHaveLength(2);
    await SEARCH_SPANS.open(store).remove({});
    await SEARCH_STATE.open(store).remove({});
    const upgraded = node();
    await expect.poll(() => texts(upgraded, "order")).toHaveLength(2);
    expect(await upgraded.search({ words: "order", limit: 1 })).not.toHaveProperty("building");
    expect(await SEARCH_STATE.open(store).count({})).toBe(1);
  });

  test("[Y6] what a node left behind that died before it was indexed is found by another", async () => {
    const { store, dialog, node } = await world();
    const id = await begin(dialog);
    for (let count = 0; count < SPAN + 3; count += 1) await say(dialog, id, `order ${count}`);
    await texts(dialog, "order");
    // As if its last spans had not been written.
    await SEARCH_SPANS.open(store).remove({ span: 1 });
    const [first] = await SEARCH_SPANS.open(store).find({});
    await SEARCH_SPANS.open(store).update({ _id: first?._id ?? "" }, { $set: { seq: 3 } });
    const other = node();
    await other.unfinished({});
    await expect.poll(() => texts(other, "order")).toHaveLength(SPAN + 3);
  });

  test("[Y7] nothing of what is erased is left in the index, and none of it is found, by any node", async () => {
    const { store, dialog, node } = await world();
    const tomorrow = node(() => Date.now() + DAY);
    const id = await begin(dialog);
    for (let count = 0; count < SPAN + 3; count += 1) await say(dialog, id, "my secret order");
    const kept = await begin(dialog);
    await say(dialog, kept, "another order");
    expect(await texts(dialog, "order")).toHaveLength(SPAN + 4);
    await dialog.apply({ conversationId: id, id: newId(), command: { do: "close", author: { kind: "visitor" } } });
    await tomorrow.erase({ conversationIds: [id] });
    expect(await texts(dialog, "order")).toEqual(["another order"]);
    expect(await texts(tomorrow, "order")).toEqual(["another order"]);
    expect(await SEARCH_SPANS.open(store).count({ conversationId: id })).toBe(0);
  });

  test("[Y8] the index holds no words", async () => {
    const { store, dialog } = await world();
    const id = await begin(dialog);
    await say(dialog, id, "watermelon 西瓜 20241130998877");
    await texts(dialog, "watermelon");
    const stored = JSON.stringify(await SEARCH_SPANS.open(store).find({}));
    for (const words of ["water", "西瓜", "2024113099"]) expect(stored).not.toContain(words);
  });
});

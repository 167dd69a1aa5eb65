import { eventKey } from "../services/dialog/keys.ts";
import type { AnyDoc } from "../store/document.ts";
import type { Store } from "../store/store.ts";
import { forEach, pagesOf } from "./pages.ts";
import { contentOf } from "./state.ts";

/** Characters that break what was not made with care: line ends of Unicode, astral ones, those that JSON escapes. */
export const ODD = '行\u2028分\u2029段 \r\n "引号" \\ 😀 𠮷 é e\u0301 \u0007 \u{10FFFF} \uFFFD';

/** Puts many small documents, odd ones, large ones (of so many characters), and an empty collection into a store. */
export async function fillWithContent(store: Store, events = 1200, characters = 600_000): Promise<void> {
  const log = store.collection<AnyDoc>("events", [{ on: ["conversationId", "seq"], unique: true }, { on: ["at"] }]);
  const numbers = Array.from({ length: events }, (_, number) => number);
  await forEach(numbers, async (number) => {
    const [conversationId, seq] = [`c${number % 7}`, Math.floor(number / 7) + 1];
    const content = { type: "text", text: `${number} ${ODD}` };
    // Ids are made by clients whose clocks differ, so that later entries may lie before earlier ones.
    const _id = eventKey(conversationId, String((number * 7919) % 10007).padStart(5, "0"));
    await log.insert({ _id, conversationId, seq, at: number / 3, content });
  });
  const people = store.collection<AnyDoc>("members", [{ on: ["email"], unique: true }]);
  for (const _id of ["a", "A", "中", "𠮷", "\uFFFD", "é", "😀😀"]) {
    const nested = { z: [1, "2", null, [true, { b: 1, a: 2 }]], 10: "ten", 9: "nine", "a.b": {}, $set: [] };
    await people.insert({ _id, email: `${_id}@x`, nested, fractions: [0.1, 1e21, -0.5, 2 ** 53, 5e-324] });
  }
  await people.insert({ _id: "no email" });
  const artefacts = store.collection<AnyDoc>("artefacts", [{ on: ["artefact"] }]);
  for (const part of [0, 1, 2, 3]) {
    await artefacts.insert({
      _id: `model-1/${part}`,
      artefact: "model-1",
      bytes: "聊a".repeat(characters / 2) + String(part),
    });
  }
  await store.collection<AnyDoc>("empty", [{ on: ["at"] }]).find({});
}

/** Everything in a store, as one value to compare. */
export async function contentIn(store: Store): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const { name, indexes } of await contentOf(store)) {
    const docs: string[] = [];
    for await (const page of pagesOf(store.collection<AnyDoc>(name))) docs.push(...page.map(({ json }) => json));
    const made = indexes.map(({ on, unique }) => `${on.join()} ${unique ?? false}`);
    all[name] = { docs: docs.toSorted(), indexes: made.toSorted() };
  }
  return all;
}

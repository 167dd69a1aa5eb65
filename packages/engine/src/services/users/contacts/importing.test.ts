import { expect, test } from "vitest";
import type { Store } from "../../../store/store.ts";
import { createUsers } from "../users.ts";
import { AMY, openContacts } from "./contacts.test.kit.ts";

/** Lines of one hand-over. */
const MANY = 500;

/** A store that counts what it is asked. */
function counting(store: Store) {
  const asked = { times: 0 };
  const collection: Store["collection"] = (name, indexes) => {
    const whole = store.collection(name, indexes);
    const count = <A extends unknown[], R>(call: (...args: A) => R) => {
      return (...args: A) => {
        asked.times += 1;
        return call(...args);
      };
    };
    const { find, findOne, insert, insertMany, update } = whole;
    const reads = { find: count(find), findOne: count(findOne) };
    return { ...whole, ...reads, insert: count(insert), insertMany: count(insertMany), update: count(update) };
  };
  return { asked, store: { ...store, collection } };
}

test("[K8] a store is asked some times for many lines, and once more for each that changes somebody", async () => {
  const { asked, store } = counting((await openContacts()).store);
  const { importContacts } = createUsers({ store });
  const lines = (name: string) =>
    Array.from({ length: MANY }, (_, at) => ({ name, userId: `user ${at}`, email: `Person-${at}@x.example` }));
  async function bring(name: string) {
    asked.times = 0;
    const outcomes = await importContacts({ lines: lines(name), dryRun: false });
    return { outcomes: [...new Set(outcomes)], times: asked.times };
  }
  const first = await bring("Ann");
  expect(first.outcomes).toEqual(["new"]);
  expect(first.times).toBeLessThan(10);
  const again = await bring("Ann");
  expect(again.outcomes).toEqual(["unchanged"]);
  expect(again.times).toBeLessThan(10);
  const changed = await bring("Bea");
  expect(changed.outcomes).toEqual(["changed"]);
  expect(changed.times).toBeLessThan(MANY + 10);
});

test("[K8] two lines that find one contact by different things are both taken, and a part finds the whole", async () => {
  const { users, visitor } = await openContacts();
  const [one, other] = [await visitor("Ann"), await visitor("Anna")];
  await users.putContact({ id: one, version: 1, change: { email: "ann@x.example" }, by: AMY });
  await users.putContact({ id: other, version: 1, change: { email: "anna@x.example" }, by: AMY });
  await users.mergeContacts({ into: one, from: other, how: "hand", by: "amy" });
  const lines = [
    { id: one, phone: "138" },
    { email: "ANNA@x.example", tags: ["vip"] },
    { userId: "nobody", email: "ann@x.example", attributes: { plan: "pro" } },
  ];
  expect(await users.importContacts({ lines, dryRun: false })).toEqual(["changed", "changed", "changed"]);
  const { contact: after } = await users.contact({ id: other });
  expect(after).toMatchObject({ id: one, phone: "138", tags: ["vip"], attributes: { plan: "pro" }, userId: "nobody" });
});

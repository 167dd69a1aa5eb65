import type { Doc, Index, Store, StoredCollection } from "../../store/store.ts";
import { createAnalytics } from "../../services/analytics/analytics.ts";
import { createDialog } from "../../services/dialog/dialog.ts";
import { createNlu } from "../../services/nlu/nlu.ts";
import { createUsers } from "../../services/users/users.ts";
import { UPKEEP } from "../state.ts";

/** The collections and indexes that the services of this version open, found by opening the services on a store that is nowhere. */
export async function declaredCollections(): Promise<StoredCollection[]> {
  const declared = new Map<string, Index<Doc & Record<string, unknown>>[]>([[UPKEEP, []]]);
  const store: Store = {
    description: "nowhere",
    collection<T extends Doc>(name: string, indexes: readonly Index<T>[] = []) {
      const plain = indexes.map(({ on, ...rest }) => ({ on: [...on], ...rest }));
      declared.set(name, [...(declared.get(name) ?? []), ...plain]);
      return UNREACHABLE;
    },
    collections: nowhere,
    ping: nowhere,
    scrub: nowhere,
    close: async () => {},
  };
  createUsers({ store });
  const nlu = createNlu({ store });
  const dialog = createDialog({ store, nlu: nlu.service });
  const analytics = createAnalytics({ store, dialog: dialog.service });
  await analytics.close();
  await dialog.close();
  await nlu.close();
  return [...declared].map(([name, indexes]) => ({ name, indexes }));
}

const nowhere = (): Promise<never> => Promise.reject(new Error("This store only notes what it is asked to open."));

const UNREACHABLE = {
  find: nowhere,
  findOne: nowhere,
  count: nowhere,
  insert: nowhere,
  insertMany: nowhere,
  update: nowhere,
  updateMany: nowhere,
  remove: nowhere,
};

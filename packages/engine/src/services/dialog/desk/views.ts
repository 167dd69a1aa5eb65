import { ChatError, type DeskView } from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import { DESK_VIEWS, type StoredView } from "./stored.ts";

/** Views that somebody can have of their own. */
const MOST = 100;

const changed = () => new ChatError("conflict", "Somebody has changed this view meanwhile.");
const notYours = () => new ChatError("forbidden", "This view is somebody else's.");

/** Filters of conversations that are kept by name. */
export function createViews(store: Store): Pick<Dialog, "views" | "putView" | "removeView"> {
  const stored = DESK_VIEWS.open(store);

  return {
    async views({ by }) {
      const all = [...(await stored.find({ shared: true })), ...(await stored.find({ shared: false, by }))];
      return all.map(shown).toSorted((one, other) => one.name.localeCompare(other.name));
    },

    async putView({ view, force }) {
      const { id, version, ...rest } = view;
      if (version === 0) {
        if ((await stored.count({ by: view.by })) >= MOST)
          throw new ChatError("invalid", "There can be at most 100 views.");
        if (!(await stored.insert({ _id: id, ...rest, version: 1 }))) throw changed();
        return { ...view, version: 1 };
      }
      const known = await stored.findOne({ _id: id });
      if (known && known.by !== view.by && !force) throw notYours();
      const { by: _maker, ...change } = rest;
      const written = await stored.update({ _id: id, version }, { $set: { ...change, version: version + 1 } });
      if (!written) throw changed();
      return shown(written);
    },

    async removeView({ id, by, force }) {
      const known = await stored.findOne({ _id: id });
      if (known && known.by !== by && !(force && known.shared)) throw notYours();
      await stored.remove({ _id: id });
      return {};
    },
  };
}

const shown = ({ _id, ...view }: StoredView): DeskView => ({ id: _id, ...view });

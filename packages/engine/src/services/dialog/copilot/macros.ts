import { ChatError, type Locale, type Macro } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import type { Nlu } from "../../nlu/contract.ts";

interface StoredMacro extends Doc {
  macro: Omit<Macro, "id" | "version">;
  version: number;
  by: string;
  at: number;
}

export const MACROS = defineCollection<StoredMacro>("macros", { owner: "dialog" });

/** Macros that there can be. */
const MOST = 300;

/** Keeps the macros of the workspace. */
export function createMacros(store: Store, nlu: Pick<Nlu, "knowledge">, now: () => number) {
  const macros = MACROS.open(store);
  const changed = () => new ChatError("conflict", "Somebody has changed this macro meanwhile.");
  const shown = ({ _id: id, macro, version }: StoredMacro): Macro => ({ id, ...macro, version });

  /** The words of a canned reply in a language, else in the other. */
  async function wordsOf(shortcut: string, locale: Locale): Promise<string> {
    const { cannedReplies } = await nlu.knowledge({});
    const text = cannedReplies.find((one) => one.shortcut === shortcut)?.text;
    const words = text && (text[locale] || text.en || text["zh-CN"]);
    if (!words) throw new ChatError("notFound", `There is no canned reply /${shortcut}.`);
    return words;
  }

  return {
    macros: async (): Promise<Macro[]> => (await macros.find({}, { sort: { _id: 1 } })).map(shown),

    async putMacro({ macro: { id, version, ...macro }, by }: { macro: Macro; by: string }): Promise<Macro> {
      const doc: StoredMacro = { _id: id, macro, version: version + 1, by, at: now() };
      const { _id, ...$set } = doc;
      if (version === 0) {
        if ((await macros.count({})) >= MOST) throw new ChatError("invalid", "There can be at most 300 macros.");
        if (!(await macros.insert(doc))) throw changed();
      } else if (!(await macros.update({ _id, version }, { $set }))) throw changed();
      return shown(doc);
    },

    async removeMacro({ id, version }: { id: string; version?: number | undefined }): Promise<object> {
      const removed = await macros.remove({ _id: id, ...(version !== undefined && { version }) });
      if (removed === 0 && (await macros.findOne({ _id: id }))) throw changed();
      return {};
    },

    /** A macro with the words that its replies have now. */
    async macro({ id, locale }: { id: string; locale: Locale }): Promise<Macro> {
      const found = await macros.findOne({ _id: id });
      if (!found) throw new ChatError("notFound", "There is no such macro.");
      const macro = shown(found);
      const acts = await Promise.all(
        macro.acts.map(async (act) => {
          if (act.do !== "reply") return act;
          const words = await wordsOf(act.shortcut, locale);
          return { do: "say" as const, text: { en: words, "zh-CN": words } };
        }),
      );
      return { ...macro, acts };
    },
  };
}

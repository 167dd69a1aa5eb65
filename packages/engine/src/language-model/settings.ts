import { ChatError, type LanguageModelChange, LanguageModelSettings } from "@parley/protocol";
import * as v from "valibot";
import type { Dialog } from "../services/dialog/contract.ts";

const OFF: LanguageModelSettings = { address: "", model: "", drafts: false, translation: false };
const Kept = v.object({ ...LanguageModelSettings.entries, key: v.optional(v.string()) });
export type Kept = v.InferOutput<typeof Kept>;

/** Beside what channels remember: sealed, with a version, and forgotten where its key is lost. No inbox has this id. */
const PLACE = { inboxId: "(language model)", key: "settings" };

/** How the language model is set up, the same for all nodes at once. */
export function createModelSettings(dialog: Pick<Dialog, "recall" | "remember">) {
  async function current(): Promise<{ version: number; kept: Kept }> {
    const { value, version = 0 } = await dialog.recall(PLACE);
    const parsed = value === undefined ? undefined : v.safeParse(Kept, JSON.parse(value));
    return { version, kept: parsed?.success ? parsed.output : OFF };
  }

  return {
    current,

    /** Throws `conflict` where somebody was first. */
    async change({ version: seen, value }: LanguageModelChange): Promise<void> {
      const { version, kept } = await current();
      const { key = sameHouse(kept.address, value.address) ? kept.key : undefined, ...rest } = value;
      const next = JSON.stringify({ ...rest, ...(key && { key }) });
      const { set } = seen === version ? await dialog.remember({ ...PLACE, value: next, seen }) : { set: false };
      if (!set) throw new ChatError("conflict", "Somebody has changed these settings meanwhile.");
    },
  };
}

/** A key that nobody is shown goes to no other house than the one it was given for. */
function sameHouse(one: string, other: string): boolean {
  return one !== "" && other !== "" && new URL(one).origin === new URL(other).origin;
}

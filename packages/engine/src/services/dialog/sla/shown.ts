import type { Promised } from "@parley/protocol";
import type { Head } from "../head.ts";
import type { ServiceLevels } from "./levels.ts";

/** Adds to conversations how their promises stand, where there are some. */
export function createShown(levels: Pick<ServiceLevels, "shown">) {
  const one = async (head: Head): Promise<Head & { promises?: Promised[] }> => {
    const promises = await levels.shown(head);
    return promises ? { ...head, promises } : head;
  };
  return { one, all: async (heads: readonly Head[]) => await Promise.all(heads.map(one)) };
}

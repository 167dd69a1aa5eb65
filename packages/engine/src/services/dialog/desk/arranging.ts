import type { Dialog } from "../contract.ts";
import { filtered } from "./filtered.ts";
import { createHappening, type HappeningParts } from "./happening.ts";
import { createPlanned, type PlannedParts } from "./planned.ts";
import type { createShown } from "../sla/shown.ts";
import { createTasks } from "../tasks/tasks.ts";
import { createViews } from "./views.ts";

export interface ArrangingParts extends Omit<HappeningParts, "plans" | "heads">, PlannedParts {
  /** Adds how promises stand. */
  shown: Pick<ReturnType<typeof createShown>, "all">;
  bringListsUpToDate: () => Promise<void>;
}

type Calls = "planned" | "plan" | "unplan" | "views" | "putView" | "removeView" | "filtered";

/** How the team arranges its work: what is to happen later, tasks, views, and the lists that they make. */
export function createArranging({ bringListsUpToDate, shown, ...parts }: ArrangingParts) {
  const { store, conversations, now } = parts;
  const { plans, erase, stop, handlers } = createPlanned(parts);
  const tasks = createTasks(parts);
  const own: Pick<Dialog, Calls | keyof typeof tasks.handlers> = {
    ...handlers,
    ...tasks.handlers,
    ...createViews(store),
    async filtered(asked) {
      await bringListsUpToDate();
      const { items, ...page } = await filtered(conversations, asked, now());
      return { ...page, items: await shown.all(items) };
    },
  };
  const happen = createHappening({ ...parts, plans });
  return {
    handlers: own,
    erase: async (conversationId: string) => {
      await erase(conversationId);
      await tasks.erase(conversationId);
    },
    stop: async (whose: Parameters<typeof stop>[0]) => {
      await stop(whose);
      await tasks.stop(whose);
    },
    due: async () => [...(await happen()), ...(await tasks.due())],
  };
}
export type Arranging = ReturnType<typeof createArranging>;

import type { Dialog } from "../contract.ts";
import type { PersonOf } from "../copilot/copilot.ts";
import { filtered } from "./filtered.ts";
import { createHappening, type HappeningParts } from "./happening.ts";
import { createPlanned, type PlannedParts } from "./planned.ts";
import type { createShown } from "../sla/shown.ts";
import { createSurveys } from "../surveys/surveys.ts";
import type { Events } from "../events.ts";
import type { Heads } from "../heads.ts";
import type { SiteInvitations } from "../live/invitations.ts";
import type { Settings } from "../settings/settings.ts";
import { createTasks } from "../tasks/tasks.ts";
import { createViews } from "./views.ts";

export interface ArrangingParts extends Omit<HappeningParts, "plans" | "heads">, PlannedParts {
  /** Adds how promises stand. */
  shown: Pick<ReturnType<typeof createShown>, "all">;
  bringListsUpToDate: () => Promise<void>;
  heads: Pick<Heads, "get" | "refresh">;
  events: Events;
  personOf: PersonOf;
  settings: Pick<Settings, "current" | "fresh">;
  siteInvitations: Pick<SiteInvitations, "stop">;
}

type Calls = "planned" | "plan" | "unplan" | "views" | "putView" | "removeView" | "filtered";

/** How the team arranges its work: what is to happen later, tasks, views, and the lists that they make. */
export function createArranging({ bringListsUpToDate, shown, ...parts }: ArrangingParts) {
  const { store, conversations, now } = parts;
  const { plans, erase, stop, handlers } = createPlanned(parts);
  const tasks = createTasks(parts);
  const surveys = createSurveys({ ...parts, putTask: tasks.handlers.putTask });
  const own: Pick<Dialog, Calls | keyof typeof tasks.handlers | keyof typeof surveys.handlers> = {
    ...handlers,
    ...tasks.handlers,
    ...surveys.handlers,
    ...createViews(store),
    async filtered(asked) {
      await bringListsUpToDate();
      return await filtered(conversations, asked, now(), shown.all);
    },
  };
  const happen = createHappening({ ...parts, plans });
  return {
    handlers: own,
    erase: async (conversationId: string) => {
      await erase(conversationId);
      await tasks.erase(conversationId);
      await surveys.erase(conversationId);
    },
    stop: async (whose: Parameters<typeof stop>[0]) => {
      await stop(whose);
      await tasks.stop(whose);
      await parts.siteInvitations.stop(whose);
    },
    /** `pagesAt` is where customers reach the engine; without it nobody is asked. */
    due: async (pagesAt?: string) => [...(await happen()), ...(await tasks.due()), ...(await surveys.due(pagesAt))],
  };
}
export type Arranging = ReturnType<typeof createArranging>;

import type { createInboxes } from "../inboxes.ts";
import { botOf, nameOf, orderOf } from "../answerers/order.ts";
import type { GivenAnswerer } from "../answerers/port.ts";
import type { Settings } from "../settings/settings.ts";

export interface FromArticlesParts {
  settings: Pick<Settings, "current">;
  inboxes: Pick<ReturnType<typeof createInboxes>, "of">;
  given: readonly GivenAnswerer[];
}

/** Whether visitors of an inbox are answered from articles. Where its bot leaves them out, they are written for the team alone. */
export function fromArticles({ settings, inboxes, given }: FromArticlesParts) {
  return async (inboxId: string): Promise<boolean> => {
    const [{ bot }, inbox] = await Promise.all([settings.current(), inboxes.of(inboxId)]);
    const named = botOf(inbox).answerers ?? bot.value.answerers;
    return orderOf(given, named).some((one) => nameOf(one) === "articles");
  };
}

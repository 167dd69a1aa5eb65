import { afterAll, beforeAll, beforeEach } from "vitest";
import { browserAt, poll, settled, signedIn, type Tab, words } from "./browsers.ts";
import { openSite } from "./site.ts";

/** One order of signing in, out and in as somebody else: what happens, with the rule that it tries, and what must come of it. */
export type Order = [order: string, run: () => Promise<void>];

/** A site for all orders of a file, with users of its own for each. */
export function useSite() {
  const now = { site: undefined as unknown as Awaited<ReturnType<typeof openSite>>, ann: "", bob: "" };
  const world = Object.assign(now, {
    browser: () => browserAt(now.site.url),
    give: (tab: Tab, userId: string, sign = now.site.sign) => tab.identify({ token: sign(userId) }),

    /** A tab in which somebody has written a word, anonymously. */
    async anonymous(text: string, { tab } = browserAt(now.site.url)): Promise<Tab> {
      const page = tab();
      page.send(text);
      await settled(page);
      return page;
    },

    /** A user's conversation, from another browser. */
    async conversationOf(userId: string, text: string): Promise<string> {
      const page = browserAt(now.site.url).tab();
      page.identify({ token: now.site.sign(userId) });
      page.send(text);
      const conversationId = await signedIn(page, userId);
      await poll(() => words(page)).toEqual([text]);
      page.disconnect();
      return conversationId;
    },

    /** Waits until these words, and no others, are stored in a conversation. */
    async once(conversationId: string, texts: string[]): Promise<void> {
      await poll(() => now.site.said(conversationId)).toEqual(texts);
    },
  });
  let users = 0;
  beforeAll(async () => {
    now.site = await openSite();
  });
  afterAll(() => now.site.close());
  beforeEach(() => {
    users++;
    Object.assign(now, { ann: `ann-${users}`, bob: `bob-${users}` });
  });
  return world;
}

/** The conversation that a tab shows. */
export const idOf = (tab: Tab): string => tab.conversation.value?.id ?? "";

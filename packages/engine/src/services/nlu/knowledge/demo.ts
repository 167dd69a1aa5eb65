import { type CannedReply, ChatError, type DemoKnowledge, type Intent, type Knowledge } from "@parley/protocol";
import type { Documents } from "./documents.ts";
import type { Held } from "./held.ts";
import type { Links } from "./links.ts";
import type { Everyday } from "./starter.ts";

interface DemoParts {
  documents: Documents;
  held: Held;
  links: Links;
}

/** What came with the engine: all of it, and what of it fits any site. */
export interface Demo {
  starter: Knowledge;
  everyday: readonly Everyday[];
}

/**
 * The knowledge that a store begins with, the demo shop's, taken out in one step and put back. Whatever a member has changed or made is theirs
 * and stays, with what it leads to; so do everyday words, with answers that fit any site.
 */
export function createDemo({ documents: { intents, articles, replies }, held, links }: DemoParts) {
  const { current, refresh, changed } = held;

  /** Those of the demo shop that are as they came, and that nothing of a member's leads to. */
  function asTheyCame({ starter, everyday }: Demo) {
    const stays = new Set(everyday.map(({ id }) => id));
    const came = new Map(starter.cannedReplies.map((reply) => [reply.shortcut, contentOf(reply)]));
    const { intents: known, articles: written, cannedReplies } = current();
    const all = [...known.values()];
    const ours = all.filter((one) => !isUntouched(one));
    const offered = new Set(ours.flatMap(({ choices = [] }) => choices));
    const lead = [...ours, ...all.filter(({ id }) => offered.has(id) && !stays.has(id))];
    const shown = new Set(lead.map(({ articleId }) => articleId));
    return {
      intents: all.filter((one) => isUntouched(one) && !stays.has(one.id) && !offered.has(one.id)),
      everyday: all.filter((one) => isUntouched(one) && stays.has(one.id)),
      articles: [...written.values()].filter((one) => isUntouched(one) && !shown.has(one.id)),
      replies: cannedReplies.filter((one) => isUntouched(one) && came.get(one.shortcut) === contentOf(one)),
    };
  }

  async function status(demo: Demo): Promise<DemoKnowledge> {
    await refresh();
    const came = asTheyCame(demo);
    const there = came.intents.length + came.articles.length + came.replies.length;
    const { intents: known, articles: written, cannedReplies } = current();
    return { there, own: known.size + written.size + cannedReplies.length - there - came.everyday.length };
  }

  return {
    demo: status,

    /** Takes it out. Safe to repeat. */
    async removeDemo(demo: Demo): Promise<DemoKnowledge> {
      await refresh();
      const came = asTheyCame(demo);
      for (const { id, version } of came.intents) await unlessChanged(intents.remove(id, version));
      for (const { id, version } of came.articles) await unlessChanged(articles.remove(id, version));
      for (const { shortcut, version } of came.replies) await unlessChanged(replies.remove(shortcut, version));
      for (const { id, en, zh } of demo.everyday) {
        await intents.edit(id, (there) => untouched(there, { ...there, answer: { en, "zh-CN": zh } }));
      }
      await changed();
      // All that is not there, not only what went now: a removal before may have been cut short.
      const { intents: left, articles: stay } = current();
      await links.unlink({
        intents: idsOf(demo.starter.intents).filter((id) => !left.has(id)),
        articles: idsOf(demo.starter.articles).filter((id) => !stay.has(id)),
      });
      await changed();
      return await status(demo);
    },

    /** Puts back what is not there of it, and what no member has changed becomes what it was. Safe to repeat. */
    async restoreDemo(demo: Demo): Promise<DemoKnowledge> {
      const { starter } = demo;
      for (const article of starter.articles) await articles.plant({ ...article, _id: article.id });
      for (const reply of starter.cannedReplies) await replies.plant({ ...reply, _id: reply.shortcut });
      for (const intent of starter.intents) await intents.plant({ ...intent, _id: intent.id });
      for (const came of starter.intents) {
        await intents.edit(came.id, (there) => untouched(there, { ...there, ...came, version: there.version }));
      }
      await changed();
      return await status(demo);
    },
  };
}

/** No member has changed or made it, nor has an import. */
const isUntouched = ({ updatedBy }: { updatedBy?: string | undefined }): boolean => updatedBy === undefined;

/** The changed one, if it is no member's and not so already. */
const untouched = <T extends Intent>(there: T, changed: T): T | undefined =>
  isUntouched(there) && SAID.some((field) => JSON.stringify(there[field]) !== JSON.stringify(changed[field]))
    ? changed
    : undefined;

/** What taking it out changes of an intent that stays. */
const SAID = ["answer", "articleId", "choices"] as const;

const idsOf = (all: readonly { id: string }[]): string[] => all.map(({ id }) => id);

/** A canned reply's words, and for whom they are: those of a version before did not say whose they are. */
const contentOf = ({ text, inboxes }: CannedReply): string =>
  JSON.stringify([Object.entries(text).toSorted(([a], [b]) => (a < b ? -1 : 1)), inboxes]);

/** What somebody has changed in this moment is theirs. */
async function unlessChanged(removing: Promise<void>): Promise<void> {
  await removing.catch((cause: unknown) => {
    if (ChatError.from(cause).code !== "conflict") throw cause;
  });
}

import { IMPORT_LIMITS, type Intent } from "@parley/protocol";
import { plain, type Ready } from "./merge.ts";
import { idsOf } from "./names.ts";
import type { Problem } from "./problem.ts";
import { type ArticleDraft, type IntentDraft, localeOf, type Reading, type ReplyDraft, type Words } from "./reading.ts";
import { shortened } from "./table/questions.ts";

/** Drafts with ids, and what was wrong with putting them together. */
export interface ReadyDrafts {
  intents: Ready<IntentDraft>[];
  articles: Ready<ArticleDraft>[];
  replies: Ready<ReplyDraft>[];
}

/**
 * Gives drafts their ids and puts those of one entry together. A question without a name is the intent's that has it as an example,
 * or that a file of before made of it.
 */
export function withIds(reading: Reading, existing: Iterable<Intent>, problem: (found: Problem) => void): ReadyDrafts {
  const owner = new Map<string, string>();
  for (const { id, examples } of existing)
    for (const example of examples) owner.set(plain(example), owner.has(plain(example)) ? "" : id);

  const nameOf = ({ name, unnamed }: IntentDraft) => (unnamed ? plain(name) : name);
  const named = reading.intents.map(nameOf);
  const ids = idsOf([...named, ...reading.intents.flatMap(({ choices = [] }) => choices)]);
  const articleIds = idsOf([
    ...reading.articles.map(({ name }) => name),
    ...reading.intents.flatMap(({ article }) => article ?? []),
  ]);
  const shortcuts = idsOf(reading.replies.map(({ name }) => name));
  const of = (from: Map<string, string>, name: string) => from.get(name) ?? name;

  const intents = reading.intents.map((draft): Ready<IntentDraft> => {
    const id = (draft.unnamed && owner.get(plain(draft.name))) || of(ids, nameOf(draft));
    const { choices, article } = draft;
    return {
      ...titled(draft, id),
      id,
      ...(choices && { choices: choices.map((choice) => of(ids, choice)) }),
      ...(article && { article: of(articleIds, article) }),
    };
  });
  return {
    intents: joined(intents, problem),
    articles: reading.articles.map((draft) => ({
      ...draft,
      title: orName(draft.title, draft.name),
      id: of(articleIds, draft.name),
    })),
    replies: reading.replies.map((draft) => ({ ...draft, id: of(shortcuts, draft.name) })),
  };
}

/** A name that had to become another one stays as the title. */
function titled(draft: IntentDraft, id: string): IntentDraft {
  if (id === draft.name || Object.keys(draft.title).length > 0) return draft;
  return { ...draft, title: orName(draft.title, shortened(draft.name)), titleMade: true };
}

const orName = (title: Words, name: string): Words =>
  Object.keys(title).length > 0 ? title : { [localeOf(name)]: name };

function joined(drafts: readonly Ready<IntentDraft>[], problem: (found: Problem) => void): Ready<IntentDraft>[] {
  const all = new Map<string, Ready<IntentDraft>>();
  for (const draft of drafts) {
    const there = all.get(draft.id);
    if (!there) {
      all.set(draft.id, { ...draft, examples: [...draft.examples], answer: { ...draft.answer } });
      continue;
    }
    there.examples = [...there.examples, ...draft.examples].slice(0, IMPORT_LIMITS.examples);
    for (const locale of Object.keys(draft.answer)) {
      const said = draft.answer[locale];
      if (said === undefined || said === there.answer[locale]) continue;
      if (there.answer[locale] === undefined) there.answer[locale] = said;
      else problem({ code: "saidTwice", ...draft.where, name: draft.name });
    }
  }
  return [...all.values()];
}

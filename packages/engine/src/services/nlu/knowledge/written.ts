import { Article, CannedReply, Intent, type Knowledge } from "@parley/protocol";
import * as v from "valibot";

/** Knowledge read from a file, and the rows that were left out, each with the reason. */
export interface Reading {
  knowledge: Knowledge;
  problems: string[];
}

const Words = v.pipe(
  v.nullish(
    v.strictObject({ en: v.nullish(v.string()), zh: v.nullish(v.string()), "zh-CN": v.nullish(v.string()) }),
    {},
  ),
  v.transform(({ en, zh, "zh-CN": chinese }) => ({ en: en ?? "", "zh-CN": chinese ?? zh ?? "" })),
);
const Utterances = v.nullish(v.array(v.pipe(v.union([v.string(), v.number()]), v.transform(String))), []);
const Examples = v.pipe(
  v.nullish(v.union([Utterances, v.strictObject({ en: Utterances, zh: Utterances, "zh-CN": Utterances })]), []),
  v.transform((examples) =>
    Array.isArray(examples) ? examples : [...examples.en, ...examples.zh, ...examples["zh-CN"]],
  ),
);

/** An intent as files hold it. */
const WrittenIntent = v.pipe(
  v.strictObject({
    id: v.string(),
    title: Words,
    article: v.nullish(v.string()),
    action: v.nullish(v.literal("escalate", "action can only be escalate")),
    examples: Examples,
    answer: Words,
    choices: v.nullish(v.array(v.string())),
  }),
  v.transform(({ article, action, choices, ...intent }): v.InferInput<typeof Intent> => ({
    ...intent,
    ...(article && { articleId: article }),
    ...(action && { action }),
    ...(choices && choices.length > 0 && { choices }),
    version: 0,
  })),
  Intent,
);

/** An article as files hold it. */
const WrittenArticle = v.pipe(
  v.strictObject({ id: v.string(), title: Words, body: Words }),
  v.transform((article): v.InferInput<typeof Article> => ({ ...article, version: 0 })),
  Article,
);

/** A canned reply as files hold it. */
const WrittenReply = v.pipe(
  v.strictObject({ shortcut: v.string(), text: Words }),
  v.transform((reply): v.InferInput<typeof CannedReply> => ({ ...reply, version: 0 })),
  CannedReply,
);

/** Collects what is read, one row at a time, and what is wrong with rows. */
export function createReading() {
  const problems: string[] = [];
  const intents = new Map<string, Intent>();
  const articles = new Map<string, Article>();
  const replies = new Map<string, CannedReply>();

  function take<S extends v.GenericSchema>(
    schema: S,
    raw: unknown,
    { where, known, key }: { where: string; known: Map<string, v.InferOutput<S>>; key: "id" | "shortcut" },
  ): void {
    const read = v.safeParse(schema, raw);
    if (!read.success) {
      const [issue] = read.issues;
      const path = v.getDotPath(issue);
      problems.push(`${where}: ${path ? `${path} ` : ""}${issue.message}`);
      return;
    }
    const name = String((read.output as Record<string, unknown>)[key]);
    if (known.has(name)) problems.push(`${where}: "${name}" is there twice; the second one is left out.`);
    else known.set(name, read.output);
  }

  return {
    problem: (sentence: string): void => void problems.push(sentence),
    intent: (raw: unknown, where: string): void => take(WrittenIntent, raw, { where, known: intents, key: "id" }),
    article: (raw: unknown, where: string): void => take(WrittenArticle, raw, { where, known: articles, key: "id" }),
    reply: (raw: unknown, where: string): void => take(WrittenReply, raw, { where, known: replies, key: "shortcut" }),
    done: (): Reading => ({
      knowledge: {
        intents: [...intents.values()],
        articles: [...articles.values()],
        cannedReplies: [...replies.values()],
      },
      problems,
    }),
  };
}

/** Where references lead nowhere, leaves them out and says so. `known` is what the store has besides the file. */
export function checkReferences(
  { knowledge, problems }: Reading,
  known: { intents: { has(id: string): boolean }; articles: { has(id: string): boolean } },
): Reading {
  const intentIds = new Set(knowledge.intents.map(({ id }) => id));
  const articleIds = new Set(knowledge.articles.map(({ id }) => id));
  const found = [...problems];

  function link(intent: string, articleId: string): boolean {
    if (articleIds.has(articleId) || known.articles.has(articleId)) return true;
    found.push(`intent "${intent}": there is no article "${articleId}"; the link is left out.`);
    return false;
  }

  function offer(intent: string, choice: string): boolean {
    if (intentIds.has(choice) || known.intents.has(choice)) return true;
    found.push(`intent "${intent}": there is no intent "${choice}"; the choice is left out.`);
    return false;
  }

  const intents = knowledge.intents.map(({ articleId, choices = [], ...intent }): Intent => {
    const linked = articleId !== undefined && link(intent.id, articleId);
    const offered = choices.filter((choice) => offer(intent.id, choice));
    return { ...intent, ...(linked && { articleId }), ...(offered.length > 0 && { choices: offered }) };
  });
  return { knowledge: { ...knowledge, intents }, problems: found };
}

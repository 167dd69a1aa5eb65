import { ChatError } from "@parley/protocol";
import type { Handlers } from "../../../rpc/contract.ts";
import type { nlu } from "../contract.ts";
import { articleTitle, composeAnswer, intentTitle, toldInLocale } from "../knowledge/answer.ts";
import { forInbox } from "../knowledge/for-inbox.ts";
import type { Parts } from "../parts.ts";

type Operations = "understand" | "answer" | "search" | "article" | "titles" | "suggest" | "gist" | "status";

/** What answers before the first training. */
const NO_MODEL = "nearest examples";

/** What the conversation asks. */
export function understandHandlers(parts: Parts): Pick<Handlers<typeof nlu>, Operations> {
  const { knowledge, serving, open } = parts;
  return {
    async understand(utterance) {
      await open();
      return parts.understand(utterance);
    },
    async answer({ inboxId, ...question }) {
      await open();
      return composeAnswer(forInbox(knowledge.current(), inboxId), question);
    },
    async search({ text, ...speaking }) {
      await open();
      return parts.search(text, speaking);
    },
    async article({ articleId, inboxId, ...speaking }) {
      await open();
      const article = forInbox(knowledge.current(), inboxId).articles.get(articleId);
      if (!article) throw new ChatError("notFound", `There is no article "${articleId}".`);
      return { title: articleTitle(article, speaking), body: toldInLocale(article.body, speaking) };
    },
    async titles({ intents, inboxId, ...speaking }) {
      await open();
      const known = forInbox(knowledge.current(), inboxId).intents;
      return intents.flatMap((id) => {
        const intent = known.get(id);
        if (!intent) return [];
        const { tone } = intent;
        return [{ intent: id, title: intentTitle(intent, speaking), ...(tone && { tone }) }];
      });
    },
    async suggest(asked) {
      await open();
      return parts.suggest(asked);
    },
    async gist({ text }) {
      await open();
      return parts.gist(text);
    },
    async status() {
      await open();
      const { intents, articles } = knowledge.current();
      const model = serving.current();
      const counts = { intents: intents.size, articles: articles.size };
      if (!model) return { ...counts, runtime: NO_MODEL, version: 0 };
      const { accuracy, accuracyByLanguage, runtime: trainedOn } = await parts.models.card(model.version);
      const runtime = `LSTM trained with ${trainedOn}, answering on ${model.classifier.runtime}`;
      return { ...counts, runtime, version: model.version, accuracy, accuracyByLanguage };
    },
  };
}

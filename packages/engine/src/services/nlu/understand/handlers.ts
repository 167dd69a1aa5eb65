import { ChatError } from "@parley/protocol";
import type { Handlers } from "../../../rpc/contract.ts";
import type { nlu } from "../contract.ts";
import { articleTitle, composeAnswer, intentTitle, toldInLocale } from "../knowledge/answer.ts";
import type { Parts } from "../parts.ts";

type Operations = "understand" | "answer" | "search" | "article" | "titles" | "status";

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
    async answer(question) {
      await open();
      return composeAnswer(knowledge.current(), question);
    },
    async search({ text, ...speaking }) {
      await open();
      return parts.search(text, speaking);
    },
    async article({ articleId, ...speaking }) {
      await open();
      const article = knowledge.current().articles.get(articleId);
      if (!article) throw new ChatError("notFound", `There is no article "${articleId}".`);
      return { title: articleTitle(article, speaking), body: toldInLocale(article.body, speaking) };
    },
    async titles({ intents, ...speaking }) {
      await open();
      const known = knowledge.current().intents;
      return intents.flatMap((id) => {
        const intent = known.get(id);
        if (!intent) return [];
        const { tone } = intent;
        return [{ intent: id, title: intentTitle(intent, speaking), ...(tone && { tone }) }];
      });
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

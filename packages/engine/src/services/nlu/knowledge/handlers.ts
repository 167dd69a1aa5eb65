import type { Handlers } from "../../../rpc/contract.ts";
import type { nlu } from "../contract.ts";
import type { Parts } from "../parts.ts";
import { readCsv, writeCsv } from "./csv.ts";
import { checkReferences } from "./written.ts";
import { readYaml, writeYaml } from "./yaml.ts";

type Operations =
  | "knowledge"
  | "saveIntent"
  | "removeIntent"
  | "saveArticle"
  | "removeArticle"
  | "saveCannedReply"
  | "removeCannedReply"
  | "importKnowledge"
  | "exportKnowledge";

/** What the knowledge editor asks. */
export function knowledgeHandlers({ knowledge, open }: Parts): Pick<Handlers<typeof nlu>, Operations> {
  async function all() {
    await open();
    await knowledge.refresh();
    const { intents, articles, cannedReplies } = knowledge.current();
    return { intents: [...intents.values()], articles: [...articles.values()], cannedReplies: [...cannedReplies] };
  }

  return {
    knowledge: all,
    saveIntent: ({ intent, by }) => knowledge.saveIntent(intent, by),
    async removeIntent({ id }) {
      await knowledge.removeIntent(id);
      return {};
    },
    saveArticle: ({ article, by }) => knowledge.saveArticle(article, by),
    async removeArticle({ id }) {
      await knowledge.removeArticle(id);
      return {};
    },
    saveCannedReply: (reply) => knowledge.saveCannedReply(reply),
    async removeCannedReply({ shortcut }) {
      await knowledge.removeCannedReply(shortcut);
      return {};
    },

    async importKnowledge({ format, text, by }) {
      await open();
      await knowledge.refresh();
      const { intents } = knowledge.current();
      const reading = format === "yaml" ? readYaml(text) : readCsv(text, intents);
      const { knowledge: read, problems } = checkReferences(reading, knowledge.current());
      await knowledge.replaceAll(read, by);
      return {
        intents: read.intents.length,
        articles: read.articles.length,
        cannedReplies: read.cannedReplies.length,
        problems,
      };
    },
    async exportKnowledge({ format }) {
      const everything = await all();
      return { text: format === "yaml" ? writeYaml(everything) : writeCsv(everything) };
    },
  };
}

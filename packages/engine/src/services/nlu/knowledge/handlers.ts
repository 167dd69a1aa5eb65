import { ChatError } from "@parley/protocol";
import type { Handlers } from "../../../rpc/contract.ts";
import type { nlu } from "../contract.ts";
import type { Parts } from "../parts.ts";
import { readApart } from "./exchange/apart.ts";
import { planImport } from "./exchange/plan.ts";
import { importResult } from "./exchange/result.ts";
import { writeCsv, writeYaml } from "./exchange/write.ts";

type Operations =
  | "knowledge"
  | "saveIntent"
  | "removeIntent"
  | "saveArticle"
  | "removeArticle"
  | "saveCannedReply"
  | "removeCannedReply"
  | "importKnowledge"
  | "exportKnowledge"
  | "demoKnowledge"
  | "removeDemo"
  | "restoreDemo";

/** What the knowledge editor asks. */
export function knowledgeHandlers({ knowledge, open, readDemo }: Parts): Pick<Handlers<typeof nlu>, Operations> {
  async function all() {
    await open();
    await knowledge.refresh();
    const { intents, articles, cannedReplies } = knowledge.current();
    return { intents: [...intents.values()], articles: [...articles.values()], cannedReplies: [...cannedReplies] };
  }

  return {
    knowledge: all,
    saveIntent: ({ intent, by }) => knowledge.saveIntent(intent, by),
    async removeIntent({ id, version }) {
      await knowledge.removeIntent(id, version);
      return {};
    },
    saveArticle: ({ article, by }) => knowledge.saveArticle(article, by),
    async removeArticle({ id, version }) {
      await knowledge.removeArticle(id, version);
      return {};
    },
    saveCannedReply: ({ reply, by }) => knowledge.saveCannedReply(reply, by),
    async removeCannedReply({ shortcut, version }) {
      await knowledge.removeCannedReply(shortcut, version);
      return {};
    },

    async importKnowledge({ files, mode, dryRun, expect, locale, by, inboxes }) {
      await open();
      const reading = await readApart(
        files.map(({ name, content }) => ({ name, bytes: Uint8Array.from(Buffer.from(content, "base64")) })),
      );
      await knowledge.refresh();
      const plan = planImport(reading, knowledge.current(), mode, inboxes);
      if (expect !== undefined && expect !== plan.digest) {
        throw new ChatError("conflict", "The knowledge was changed since the preview.");
      }
      if (!dryRun) await knowledge.carryOut(plan, by);
      return importResult(plan, { files: reading.files, applied: !dryRun, locale });
    },
    async exportKnowledge({ format }) {
      const everything = await all();
      return { text: format === "yaml" ? writeYaml(everything) : writeCsv(everything) };
    },

    async demoKnowledge() {
      await open();
      return knowledge.demo(await readDemo());
    },
    async removeDemo() {
      await open();
      return knowledge.removeDemo(await readDemo());
    },
    async restoreDemo() {
      await open();
      return knowledge.restoreDemo(await readDemo());
    },
  };
}

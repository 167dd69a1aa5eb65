import {
  Article,
  CannedReply,
  ChatError,
  EditedIntent,
  ExportFormat,
  type ImportResult,
  type Intent,
  type Knowledge,
  KnowledgeImport,
  Removal,
} from "@parley/protocol";
import * as v from "valibot";
import { type ApiParts, type Endpoints, note, read } from "./endpoint.ts";
import { requireInboxes } from "./known-inboxes.ts";

const Export = v.object({ format: v.optional(ExportFormat, "yaml") });
const MEDIA_TYPE = { yaml: "application/yaml", csv: "text/csv" } as const;

/** What the bot knows: intents, articles, canned replies. */
export function knowledgeEndpoints(parts: ApiParts) {
  const { nlu, dialog } = parts;
  async function stored(kind: keyof Knowledge, named: string | undefined) {
    const entries: (Intent | Article | CannedReply)[] = (await nlu.knowledge({}))[kind];
    return entries.find((one) => ("shortcut" in one ? one.shortcut : one.id) === named);
  }
  return {
    "GET /knowledge": async () => nlu.knowledge({}),

    "PUT /knowledge/intents/:id": async ({ params: { id }, body, member }) => {
      const intent = read(EditedIntent, body);
      sameId(id, intent.id);
      await requireInboxes(dialog, intent.inboxes, async () => (await stored("intents", id))?.inboxes);
      const saved = await nlu.saveIntent({ intent, by: member.name });
      await note(parts, member, "saveIntent", intent.id);
      return saved;
    },
    "DELETE /knowledge/intents/:id": async ({ params: { id = "" }, body, member }) => {
      await nlu.removeIntent({ id, ...read(Removal, body ?? {}) });
      await note(parts, member, "removeIntent", id);
      return {};
    },

    "PUT /knowledge/articles/:id": async ({ params: { id }, body, member }) => {
      const article = read(Article, body);
      sameId(id, article.id);
      await requireInboxes(dialog, article.inboxes, async () => (await stored("articles", id))?.inboxes);
      const saved = await nlu.saveArticle({ article, by: member.name });
      await note(parts, member, "saveArticle", article.id);
      return saved;
    },
    "DELETE /knowledge/articles/:id": async ({ params: { id = "" }, body, member }) => {
      await nlu.removeArticle({ id, ...read(Removal, body ?? {}) });
      await note(parts, member, "removeArticle", id);
      return {};
    },

    "PUT /knowledge/canned-replies/:shortcut": async ({ params: { shortcut }, body, member }) => {
      const reply = read(CannedReply, body);
      sameId(shortcut, reply.shortcut);
      await requireInboxes(dialog, reply.inboxes, async () => (await stored("cannedReplies", shortcut))?.inboxes);
      const saved = await nlu.saveCannedReply({ reply, by: member.name });
      await note(parts, member, "saveCannedReply", reply.shortcut);
      return saved;
    },
    "DELETE /knowledge/canned-replies/:shortcut": async ({ params: { shortcut = "" }, body, member }) => {
      await nlu.removeCannedReply({ shortcut, ...read(Removal, body ?? {}) });
      await note(parts, member, "removeCannedReply", shortcut);
      return {};
    },

    "GET /knowledge/demo": async () => nlu.demoKnowledge({}),
    "DELETE /knowledge/demo": async ({ member }) => {
      const left = await nlu.removeDemo({});
      await note(parts, member, "removeDemo");
      return left;
    },
    "POST /knowledge/demo": async ({ member }) => {
      const there = await nlu.restoreDemo({});
      await note(parts, member, "restoreDemo");
      return there;
    },

    "GET /knowledge/export": async ({ query, response, member }) => {
      const { format } = read(Export, query);
      const { text } = await nlu.exportKnowledge({ format });
      await note(parts, member, "export", format);
      response.attachment(`parley-knowledge.${format}`).type(`${MEDIA_TYPE[format]}; charset=utf-8`).send(text);
    },
    "POST /knowledge/import": async ({ body, member }) => {
      const sent = read(KnowledgeImport, body);
      const inboxes = (await dialog.inboxes({})).map(({ id }) => id);
      const result = await nlu.importKnowledge({ ...sent, inboxes, by: member.name });
      if (result.applied) await note(parts, member, "import", summaryOf(result));
      return result;
    },
  } satisfies Partial<Endpoints>;
}

function sameId(inPath: string | undefined, inBody: string): void {
  if (inPath !== inBody) throw new ChatError("invalid", "The address and what was sent name different things.");
}

/** An import in a line of the trail. */
function summaryOf({ intents, articles, cannedReplies }: ImportResult): string {
  const of = (count: ImportResult["intents"]) => `+${count.new} ~${count.changed} -${count.removed}`;
  return `intents ${of(intents)}, articles ${of(articles)}, canned replies ${of(cannedReplies)}`;
}

import {
  Article,
  CannedReply,
  Content,
  DemoKnowledge,
  Entity,
  ExportFormat,
  ImportResult,
  Intent,
  Knowledge,
  LanguageTag,
  KnowledgeImport,
  Locale,
  ModelCard,
  PublishModel,
  Removal,
  Replay,
  ReviewCluster,
  ReviewDecision,
  Source,
  Tone,
  TrainingStatus,
  Understanding,
} from "@parley/protocol";
import * as v from "valibot";
import type { Service } from "../../rpc/contract.ts";

const Nothing = v.object({});
const By = v.object({ by: v.string() });

/** Something of the knowledge that may be said; `score` from 0 to 1. */
const Candidate = v.object({
  kind: v.picklist(["answer", "article", "canned"]),
  id: v.string(),
  title: v.string(),
  text: v.string(),
  score: v.number(),
});
export type Candidate = v.InferOutput<typeof Candidate>;
const Gist = v.object({ language: v.picklist(["en", "zh"]), terms: v.array(v.string()) });

/** In what language, and in which inbox: without one, everything counts, whichever it is for. */
const Spoken = { locale: Locale, tag: v.optional(LanguageTag), inboxId: v.optional(v.string()) };

export const nlu = {
  /**
   * What an utterance means. With a conversation's id, a canary model may judge it (the same one for the whole conversation).
   * `asOne`: its clauses say one thing together, as a question and what was asked on do. In an inbox it means nothing that is for others only.
   */
  understand: {
    input: v.object({
      text: v.string(),
      locale: v.optional(Locale),
      conversationId: v.optional(v.string()),
      asOne: v.optional(v.boolean()),
      inboxId: v.optional(v.string()),
    }),
    output: Understanding,
    repeatable: true,
    deadline: 3_000,
  },
  /**
   * The answer of an intent, slots filled, in the language, or in the other one if there is none. `notFound` without any. `tag` is the
   * language of the visitor's client, in which it may be written too.
   */
  answer: {
    input: v.object({ intent: v.string(), ...Spoken, entities: v.optional(v.array(Entity)) }),
    output: v.object({
      content: Content,
      title: v.string(),
      action: v.optional(v.literal("escalate")),
      tone: v.optional(Tone),
    }),
    repeatable: true,
  },
  /** Articles that may answer, best first, at most three; `score` from 0 to 1, comparable between questions. */
  search: {
    input: v.object({ text: v.string(), ...Spoken }),
    output: v.array(v.object({ source: Source, score: v.number() })),
    repeatable: true,
  },
  /** An article in the language, or in the other one. */
  article: {
    input: v.object({ articleId: v.string(), ...Spoken }),
    output: v.object({ title: v.string(), body: v.string() }),
    repeatable: true,
  },
  /**
   * What an agent might say to a visitor's words, likeliest first, eight at most. What `before` names counts as known too; `terms` is
   * what the words are found by.
   */
  suggest: {
    input: v.object({ text: v.string(), before: v.optional(v.string()), ...Spoken }),
    output: v.object({ ...Gist.entries, known: v.record(v.string(), v.string()), candidates: v.array(Candidate) }),
    repeatable: true,
    deadline: 3_000,
  },
  /** What words are found by, numbers and addresses left out. */
  gist: { input: v.object({ text: v.string() }), output: Gist, repeatable: true },
  /** Titles of intents that exist, in the order asked, and how what they answer sounds, if that is no plain answer. */
  titles: {
    input: v.object({ intents: v.array(v.string()), ...Spoken }),
    output: v.array(v.object({ intent: v.string(), title: v.string(), tone: v.optional(Tone) })),
    repeatable: true,
  },
  /** Keeps what a visitor asked, without what identifies anybody, to try new models on: the latest questions, not each of them. */
  heard: {
    input: v.object({ text: v.string(), language: v.picklist(["en", "zh"]) }),
    output: Nothing,
  },
  /** Keeps a question that was not answered, or badly, for review. Once for each message. */
  collect: {
    input: v.object({
      id: v.string(),
      text: v.string(),
      language: v.picklist(["en", "zh"]),
      reason: v.picklist(["unsure", "judged"]),
      guess: v.optional(v.string()),
      at: v.number(),
    }),
    output: Nothing,
    repeatable: true,
  },

  knowledge: { input: Nothing, output: Knowledge, repeatable: true, deadline: 20_000 },
  saveIntent: { input: v.object({ intent: Intent, ...By.entries }), output: Intent },
  removeIntent: { input: v.object({ id: v.string(), ...Removal.entries }), output: Nothing, repeatable: true },
  saveArticle: { input: v.object({ article: Article, ...By.entries }), output: Article },
  removeArticle: { input: v.object({ id: v.string(), ...Removal.entries }), output: Nothing, repeatable: true },
  saveCannedReply: { input: v.object({ reply: CannedReply, ...By.entries }), output: CannedReply },
  removeCannedReply: {
    input: v.object({ shortcut: v.string(), ...Removal.entries }),
    output: Nothing,
    repeatable: true,
  },
  /** `inboxes`: those that there are; not told, any may be named. */
  importKnowledge: {
    input: v.object({ ...KnowledgeImport.entries, ...By.entries, inboxes: v.optional(v.array(v.string())) }),
    output: ImportResult,
    deadline: 90_000,
  },
  exportKnowledge: {
    input: v.object({ format: ExportFormat }),
    output: v.object({ text: v.string() }),
    repeatable: true,
    deadline: 20_000,
  },

  /** How much of the demo shop's knowledge, with which a store begins, is there as it came, and how much else there is. */
  demoKnowledge: { input: Nothing, output: DemoKnowledge, repeatable: true, deadline: 20_000 },
  /** Takes the demo shop's knowledge out. What members changed stays with what it leads to, and everyday words with answers that fit any site. */
  removeDemo: { input: Nothing, output: DemoKnowledge, repeatable: true, deadline: 60_000 },
  /** Puts back what is not there of it. */
  restoreDemo: { input: Nothing, output: DemoKnowledge, repeatable: true, deadline: 60_000 },

  /** Starts training in a process of its own. If one runs already, that is the one: nothing is started twice. */
  startTraining: { input: By, output: TrainingStatus, repeatable: true },
  cancelTraining: { input: Nothing, output: TrainingStatus, repeatable: true },
  training: { input: Nothing, output: TrainingStatus, repeatable: true },
  models: { input: Nothing, output: v.array(ModelCard), repeatable: true },
  /** Makes a model the one that answers, on every node, without a restart. `conflict` if the gate holds it back. */
  publish: {
    input: v.object({ ...PublishModel.entries, version: v.number(), ...By.entries }),
    output: v.array(ModelCard),
    repeatable: true,
    deadline: 20_000,
  },
  replay: { input: v.object({ version: v.number() }), output: Replay, repeatable: true, deadline: 60_000 },
  review: { input: Nothing, output: v.array(ReviewCluster), repeatable: true, deadline: 20_000 },
  decideReview: {
    input: v.object({ id: v.string(), decision: ReviewDecision, ...By.entries }),
    output: Nothing,
    repeatable: true,
  },
  /** What answers now, for the operator. */
  status: {
    input: Nothing,
    output: v.object({
      runtime: v.string(),
      intents: v.number(),
      articles: v.number(),
      /** 0 before the first training. */
      version: v.number(),
      accuracy: v.optional(v.number()),
      accuracyByLanguage: v.optional(v.record(v.string(), v.number())),
    }),
    repeatable: true,
  },
};
export type Nlu = Service<typeof nlu>;

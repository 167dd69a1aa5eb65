import { FIRST_START, type TrainingStatus } from "@parley/protocol";
import type { Elapsed } from "../../store/silence.ts";
import type { Store } from "../../store/store.ts";
import { createEntityReader } from "./entities/entities.ts";
import type { Speaking } from "./knowledge/answer.ts";
import type { Demo } from "./knowledge/demo.ts";
import { forInbox } from "./knowledge/for-inbox.ts";
import { createKnowledge } from "./knowledge/knowledge.ts";
import type { Snapshot } from "./knowledge/snapshot.ts";
import {
  openSentiment,
  readEveryday,
  readOutOfScope,
  readProducts,
  readStarter,
  STARTER_FOLDER,
} from "./knowledge/starter.ts";
import { loadClassifier, openSentences, train } from "./model/model.ts";
import { createQuestions } from "./review/questions.ts";
import { remembering, type SentenceEncoder } from "./model/text/sentences.ts";
import { createReview, LOOKED_AT } from "./review/review.ts";
import { type ArticleSearch, createArticleSearch, readWording, type Wording } from "./search/articles.ts";
import { createSenseReader, type ReadSenses } from "./search/senses.ts";
import { createReplySearch, type ReplySearch } from "./suggest/replies.ts";
import { createSuggest } from "./suggest/suggest.ts";
import { createNearest, type Nearest } from "./search/nearest.ts";
import { createModels } from "./serving/models.ts";
import { createServing } from "./serving/serving.ts";
import { createTimeSlices } from "./time-slices.ts";
import { build, type Built } from "./training/build.ts";
import { isFirst, knowsMost } from "./training/first.ts";
import { createRuns, type Work } from "./training/runs.ts";
import type { Trainer } from "./training/trainer.ts";
import { createSignals, readLearnedSignals, type ReadSignals } from "./understand/signals/signals.ts";
import { createSentiment } from "./understand/sentiment.ts";
import { languageOf } from "./understand/language.ts";
import { createUnderstand, judge } from "./understand/understand.ts";

/** What understanding is made of; see `createNlu`. */
export type Parts = ReturnType<typeof createParts>;

const LSTM: Trainer = { train, load: async (artefact) => loadClassifier(artefact, await openSentences()) };
/** A model that cannot be loaded even after it was made anew will not get better. */
const ATTEMPTS = 2;
/** Milliseconds between two looks whether another node has trained the first model. */
const WAIT = 500;

const UNKNOWING: Nearest = () => ({ intents: [], inScope: false, score: 0 });

export interface PartsOptions {
  store: Store;
  onError: (error: unknown) => void;
  onTraining?: (status: TrainingStatus) => void;
  now?: () => number;
  elapsed?: Elapsed | undefined;
  starter?: string;
  trainer?: Trainer;
}

/** Puts the parts together. Nothing is read before `open`. */
export function createParts(options: PartsOptions) {
  const { store, onError, onTraining, now = Date.now, starter = STARTER_FOLDER, trainer = LSTM } = options;
  const slices = createTimeSlices();
  const knowledge = createKnowledge({ store, now });
  const models = createModels({ store, now });
  const serving = createServing({ models, trainer });
  const questions = createQuestions({ store, now });
  const sentiment = createSentiment({ store, trainer, now, open: () => openSentiment(starter), onError });

  let search: ArticleSearch = () => [];
  let nearest = UNKNOWING;
  let findReplies: ReplySearch = () => [];
  let readEntities = createEntityReader({ now, catalogue: [] });
  let readSenses: ReadSenses | undefined;
  /** Those of the questions that wait for review, which are read each time somebody looks. */
  let meanings: SentenceEncoder | undefined;
  let readSignals: ReadSignals = () => undefined;
  let opening: Promise<void> | undefined;
  let demo: Promise<Demo> | undefined;

  /** Articles are found by their words at once, and by what they mean as soon as that is read. */
  async function readMeaning(snapshot: Snapshot, wording: Wording): Promise<void> {
    const sentences = await openSentences();
    if (!sentences) return;
    readSenses ??= createSenseReader(sentences);
    const found = await createArticleSearch(snapshot, readSenses, wording);
    if (knowledge.current() === snapshot) search = found;
  }

  knowledge.onChange(async () => {
    const snapshot = knowledge.current();
    findReplies = await createReplySearch(snapshot.cannedReplies);
    const wording = await readWording(snapshot);
    search = await createArticleSearch(snapshot, undefined, wording);
    readMeaning(snapshot, wording).catch(onError);
    nearest = serving.current() ? UNKNOWING : await createNearest(snapshot.intents.values());
  });

  const work: Work = async (follow, startedBy) => {
    await knowledge.refresh();
    const outOfScope = await readOutOfScope(starter);
    const plan = { intents: [...knowledge.current().intents.values()], outOfScope, before: () => serving.current() };
    const { onFirst, ...following } = follow;
    const keep = ({ card, artefact, lessons }: Built): Promise<number> => {
      follow.signal.throwIfAborted();
      return models.add({ ...card, trainedBy: startedBy, trainedAt: now() }, artefact, lessons);
    };
    const publishFirst = async (built: Built) => {
      const version = await keep(built);
      await models.publish(version, startedBy);
      await serving.refresh();
      onFirst(version);
    };
    const built = await build(trainer, plan, {
      ...following,
      ...(!knowsMost(serving.current(), plan.intents) && { onFirst: publishFirst }),
    });
    const version = await keep(built);
    const current = serving.current();
    const replaced = isFirst(current) && built.card.heldBack.length === 0 ? current : undefined;
    if (!current || replaced) await models.publish(version, startedBy);
    await serving.refresh();
    if (replaced) await models.remove(replaced.version);
    return version;
  };
  const runs = createRuns({
    store,
    now,
    elapsed: options.elapsed,
    work,
    onStatus: (status) => onTraining?.(status),
    onError,
  });

  /** Reads what is there; calls wait for it. A failure is tried again by the next call. */
  function open(): Promise<void> {
    opening ??= (async () => {
      readEntities = createEntityReader({ now, catalogue: await readProducts(starter) });
      const sentences = await openSentences();
      if (sentences) readSignals = createSignals(await readLearnedSignals(), sentences);
      await serving.refresh().catch(onError);
      await knowledge.refresh();
    })().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  /** Read once: it takes a fraction of a second in which nothing else is done. */
  function readDemo(): Promise<Demo> {
    demo ??= Promise.all([readStarter(starter), readEveryday(starter)])
      .then(([knowledge, everyday]) => ({ starter: knowledge, everyday }))
      .catch((error: unknown) => {
        demo = undefined;
        throw error;
      });
    return demo;
  }

  /** Whether there is no model to answer by, or only a first one whose training has never ended. */
  async function isMissing(): Promise<boolean> {
    const current = serving.current();
    if (!isFirst(current)) return current === undefined;
    const later = (await models.list()).filter(({ version }) => version > current.version);
    return !later.some(({ parts }) => parts?.includes("lstm"));
  }

  /** Waits for a published model; if there is none, none that can be read, or only a first one of a training that never ended, trains one, or waits for the node that does. */
  async function ensureModel(): Promise<void> {
    await serving.refresh().catch(onError);
    for (let attempt = 0; attempt < ATTEMPTS && (await isMissing()); attempt++) {
      await runs.start(FIRST_START);
      while ((await runs.status()).status === "running") {
        await new Promise((resolve) => setTimeout(resolve, WAIT));
      }
      await serving.refresh().catch(onError);
      const ended = await runs.status();
      const abandoned = await runs.abandoned();
      if (!abandoned && (ended.status === "failed" || ended.status === "cancelled")) return onError(notTrained(ended));
    }
  }

  const review = createReview({
    store,
    readers: async () => {
      const classifier = serving.current()?.classifier;
      meanings ??= await openSentences().then((sentences) => sentences && remembering(sentences, LOOKED_AT));
      return { learned: classifier && ((text) => classifier.vector(text)), meaning: meanings?.encode };
    },
    verdictOf: (text) => {
      const model = serving.current();
      return model ? judge(model, { text, redacted: text, language: languageOf(text) }) : nearest(text);
    },
    addExamples: (intent, texts, by) => knowledge.addExamples(intent, texts, by),
  });
  const understand = createUnderstand({
    knowledge: () => knowledge.current(),
    pick: (conversationId) => serving.pick(conversationId),
    nearest: () => nearest,
    readEntities: (text, language) => readEntities(text, language),
    judge: (text) => sentiment.judge(text),
    readSignals: (text) => readSignals(text),
    slices,
  });

  const findArticles = (text: string, { inboxId, ...speaking }: Speaking & { inboxId?: string | undefined }) => {
    const { articles } = forInbox(knowledge.current(), inboxId);
    return slices.run(() => search(text, speaking, serving.current(), (id) => articles.has(id)));
  };
  const suggesting = createSuggest({
    knowledge: () => knowledge.current(),
    understand,
    findArticles,
    findReplies: (text) => findReplies(text),
    readEntities: (text, language) => readEntities(text, language),
  });

  return {
    ...suggesting,
    knowledge,
    models,
    serving,
    runs,
    sentiment,
    questions,
    review,
    understand,
    search: findArticles,
    redact: (text: string, language: "en" | "zh") => readEntities(text, language).redacted,
    readStarter: () => readStarter(starter),
    readDemo,
    open,
    ensureModel,
  };
}

function notTrained(status: Extract<TrainingStatus, { status: "failed" | "cancelled" }>): Error {
  const reason = status.status === "failed" ? status.message : "It was cancelled.";
  return new Error(`The first training has not succeeded; answers come from the nearest examples. ${reason}`);
}

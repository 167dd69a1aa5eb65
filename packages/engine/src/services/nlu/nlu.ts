import type { TrainingStatus } from "@parley/protocol";
import { implement } from "../../rpc/contract.ts";
import type { Elapsed } from "../../store/silence.ts";
import type { Store } from "../../store/store.ts";
import { type Nlu, nlu } from "./contract.ts";
import { knowledgeHandlers } from "./knowledge/handlers.ts";
import { createParts } from "./parts.ts";
import { repeat } from "./repeat.ts";
import { reviewHandlers } from "./review/handlers.ts";
import { trainingHandlers } from "./training/handlers.ts";
import type { Trainer } from "./training/trainer.ts";
import { understandHandlers } from "./understand/handlers.ts";

export interface NluOptions {
  store: Store;
  /** Hears of every step of every training run, on whichever node it is. */
  onTraining?: (status: TrainingStatus) => void;
  /** Hears of failures in the background. */
  onError?: (error: unknown) => void;
  now?: () => number;
  elapsed?: Elapsed;
  /** Folder of the knowledge that a new store begins with; the demo shop's unless told. */
  starter?: string;
  /** Makes models and classifiers; the LSTM unless told. */
  trainer?: Trainer;
}

/** Understanding, and what it takes to start and stop it. */
export interface RunningNlu {
  service: Nlu;
  /** Resolves when the starter knowledge is there and a model answers; the very first time it trains one. */
  ready(): Promise<void>;
  /** Stops what runs in the background, a training too, and writes what has to be kept. */
  close(): Promise<void>;
}

/** Milliseconds between two looks at what other nodes have changed. */
const PULSE = 800;
/** Milliseconds between two writings of the questions asked. */
const FLUSH = 2_000;

/** Creates the service that understands. It answers before it is ready, as well as it can without a model. */
export function createNlu(options: NluOptions): RunningNlu {
  const { onError = () => undefined } = options;
  const parts = createParts({ ...options, onError });
  const { knowledge, serving, runs, sentiment, questions } = parts;

  async function pulse(): Promise<void> {
    await knowledge.refresh();
    await serving.refresh();
    await runs.watch();
  }
  const background = [repeat(PULSE, pulse, onError), repeat(FLUSH, () => questions.flush(), onError)];
  let preparing: Promise<void> = Promise.resolve();

  return {
    service: implement(nlu, {
      ...understandHandlers(parts),
      ...knowledgeHandlers(parts),
      ...trainingHandlers(parts),
      ...reviewHandlers(parts),
    }),

    async ready() {
      await parts.open();
      await knowledge.plant(parts.readStarter);
      await parts.ensureModel();
      preparing = sentiment.prepare().catch(onError);
    },

    async close() {
      sentiment.close();
      await Promise.all(background.map((task) => task.stop()));
      await runs.close();
      await preparing;
      await questions.flush();
    },
  };
}

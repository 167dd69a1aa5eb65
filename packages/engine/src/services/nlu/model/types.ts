import type { ExampleProblem } from "@parley/protocol";

/** One sentence of training or test data and the intent it expresses. */
export interface Example {
  text: string;
  intent: string;
}

/** An intent the model considers, with the calibrated probability (0..1) that it is the one. */
export interface Guess {
  intent: string;
  confidence: number;
}

/** What the model makes of one message: its best intents, best first (five at most), and whether any fits at all. */
export interface Verdict {
  intents: Guess[];
  /** Whether `score` reaches the threshold tuned at training time; false means no intent of this model fits. */
  inScope: boolean;
  /** Intents that are named at once beyond doubt, if there are several. */
  wishes?: readonly string[];
  /** How much the message looks like what the model was trained on, 0..1; higher is more. */
  score: number;
}

/** What can be meant where a message is said. */
export interface Here {
  has(intent: string): boolean;
  /** Whether two intents are asked for in the same words: then what is said of one holds for the other. */
  areAlike(one: string, other: string): boolean;
}

/** A trained model ready to answer; every call is synchronous and touches no disk or network. */
export interface Classifier {
  /** The intents it can name. */
  readonly labels: readonly string[];
  /** What it reads messages by; a first model has no LSTM yet. */
  readonly parts: readonly ModelPart[];
  /** The arithmetic it runs on: "simd", "plain" or a TensorFlow.js backend. */
  readonly runtime: string;
  /** Classifies one message; where told, it means nothing but what can be meant here. */
  classify(text: string, here?: Here): Verdict;
  /** Classifies many messages; verdicts come in the order of the texts. */
  classifyBatch(texts: readonly string[]): Verdict[];
  /** The sentence vector, L2-normalised, for search and clustering: the dot product of two is their similarity. */
  vector(text: string): Float32Array;
}

/** A held-out example. */
export interface HeldOut extends Example {
  /** Much the same was learned: it says how good the model is, but little of how sure it may be. */
  near?: true;
}

/** What a model is trained from; without `dev` a part of the examples is held out for calibration. */
export interface TrainingInput {
  examples: readonly Example[];
  /** Messages that belong to no intent. */
  outOfScope?: readonly string[];
  /** Held-out examples: not trained on unless `learnHeldOut` says so, used to calibrate and to report. */
  dev?: readonly HeldOut[];
  devOutOfScope?: readonly string[];
  /** Whether the model goes on to learn what was held out, once it is measured and calibrated by it. */
  learnHeldOut?: boolean;
  /** The same seed on the same runtime gives the same model; 1 by default. */
  seed?: number;
}

/** Where a training run stands; `done` of `total` steps over all phases. */
export interface TrainingProgress {
  phase: "preparing" | "training" | "calibrating";
  done: number;
  total: number;
  epoch: number;
  epochs: number;
  loss: number;
  /** Accuracy on the held-out examples, once known (0..1). */
  devAccuracy?: number;
}

/** What a model reads messages by: the LSTM, n-grams (the linear part), sentence vectors. */
export type ModelPart = "lstm" | "ngrams" | "vectors";

/** A held-out example that the model got wrong. */
export interface Failure {
  text: string;
  intent: string;
  got: string;
}

/** How well messages without an intent are told from the others, on held-out messages; shares are 0..1. */
export interface OutOfScopeReport {
  /** The chance that a random in-scope message scores above a random out-of-scope one; absent without such messages. */
  auroc?: number;
  /** The share of in-scope messages that the threshold keeps. */
  inScopeKept: number;
  /** The share of out-of-scope messages that the threshold rejects; absent without such messages. */
  recall?: number;
  threshold: number;
}

/** What a training run did and how good its model is on examples that it did not learn from. */
export interface TrainingReport {
  /** Share of held-out examples whose best guess is right, 0..1. */
  accuracy: number;
  heldOut: number;
  perIntent: Record<string, { right: number; total: number }>;
  failures: Failure[];
  outOfScope: OutOfScopeReport;
  seconds: number;
  cpuSeconds: number;
  runtime: string;
  problems: ExampleProblem[];
  parts: ModelPart[];
  /** Whether the model learned what it is measured by too, after it was measured. */
  learnedHeldOut: boolean;
}

/** A model as bytes, for the store, and the report on it. */
export interface TrainedModel {
  artefact: Uint8Array;
  report: TrainingReport;
}

/** How to follow and stop a training run. */
export interface TrainingOptions {
  onProgress?: (progress: TrainingProgress) => void;
  /** Hears of a first model, of the parts that learn in a second, before the LSTM has begun. */
  onFirst?: (model: TrainedModel) => void;
  /** Aborting rejects the run with the signal's reason. */
  signal?: AbortSignal;
}

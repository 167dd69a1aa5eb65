import type { VocabularySettings } from "../text/vocabulary.ts";

const MAX_ROWS = 120_000;

/** Everything about training that depends on the amount of data. */
export interface Settings {
  vocabulary: VocabularySettings;
  /** Whether general sentences count too in how common words are. */
  general: boolean;
  embedding: number;
  hidden: number;
  bag: number;
  batch: number;
  epochs: number;
  /** Step size of Adam. */
  rate: number;
  /**
   * Step size of the bag's rows, which go straight against the slope: Adam makes steps of the same size for a feature
   * seen twice as for one seen a thousand times, and so trusts the rare ones too much.
   */
  bagRate: number;
  /** Share of the target probability that is spread over all labels. */
  smoothing: number;
  /** Share of sentence-vector entries, token features and bag features left out at each step. */
  dropout: number;
  tokenDropout: number;
  bagDropout: number;
  /** What part the network usually has in the answer; the rest is the linear model's. Held-out examples may say otherwise. */
  share: number;
  /** The linear model beside the network, and whether its features learn the faster the more they tell. */
  linear: { batch: number; epochs: number; rate: number; dropout: number; telling?: boolean };
  /** The part that reads sentence vectors, where there are any, and the share it usually has in the whole. */
  sentence: { batch: number; epochs: number; rate: number; share: number };
}

/** What the settings have in common unless they say otherwise. */
const COMMON = {
  general: false,
  embedding: 64,
  hidden: 64,
  bag: 128,
  batch: 64,
  rate: 0.003,
  bagRate: 16,
  smoothing: 0.1,
  dropout: 0.3,
  tokenDropout: 0.1,
  bagDropout: 0.3,
  share: 0.5,
  sentence: { batch: 64, epochs: 60, rate: 32, share: 0.5 },
};

const UP_TO_300: Settings = {
  ...COMMON,
  // Most words of a new message are new too, but parts of them are not.
  vocabulary: { minOccurrences: 1, maxRows: MAX_ROWS, gramWeight: 1.4, moods: false },
  general: true,
  embedding: 32,
  hidden: 32,
  batch: 32,
  epochs: 20,
  rate: 0.008,
  bagRate: 64,
  share: 0.3,
  linear: { batch: 64, epochs: 60, rate: 32, dropout: 0.3, telling: true },
};

const UP_TO_1000: Settings = {
  ...COMMON,
  vocabulary: { minOccurrences: 1, maxRows: MAX_ROWS, gramWeight: 1.5, moods: false },
  hidden: 32,
  epochs: 6,
  rate: 0.005,
  linear: { batch: 64, epochs: 40, rate: 32, dropout: 0.3 },
};

const UP_TO_4000: Settings = {
  ...COMMON,
  vocabulary: { minOccurrences: 2, maxRows: MAX_ROWS, gramWeight: 1, moods: false },
  epochs: 12,
  linear: { batch: 64, epochs: 20, rate: 32, dropout: 0.3 },
  sentence: { batch: 64, epochs: 30, rate: 32, share: 0.5 },
};

/** Of fewer messages than this per intent most words occur once: they are kept, and looked at for longer. */
const FEW_PER_INTENT = 100;
const WITH_RARE_WORDS = {
  vocabulary: { ...UP_TO_4000.vocabulary, minOccurrences: 1, gramWeight: 1.5 },
  linear: { ...UP_TO_4000.linear, epochs: 40 },
} satisfies Partial<Settings>;

const MORE: Settings = {
  ...UP_TO_4000,
  bagRate: 32,
  dropout: 0.4,
  tokenDropout: 0.2,
  bagDropout: 0.5,
  sentence: { batch: 64, epochs: 15, rate: 100, share: 0.5 },
};

/**
 * Hundreds of messages per intent, as in sentiment, say little each: a small network, of which more is left out, and words
 * that tell a mood are pointed out to it.
 */
const MANY_PER_INTENT: Settings = {
  ...UP_TO_4000,
  vocabulary: { ...UP_TO_4000.vocabulary, moods: true },
  embedding: 16,
  hidden: 16,
  bag: 32,
  epochs: 8,
  rate: 0.001,
  dropout: 0.5,
  tokenDropout: 0.3,
  bagDropout: 0.5,
  share: 0.3,
  linear: { batch: 64, epochs: 20, rate: 8, dropout: 0.5, telling: true },
  sentence: { batch: 64, epochs: 15, rate: 100, share: 0.3 },
};

/** Epochs of the same with fewer than 4,000 messages. */
const EPOCHS_OF_FEWER = 16;

/** What the settings depend on. */
export interface Circumstances {
  messages: number;
  intents: number;
}

/** Chooses the settings; they were found on the dev splits of public data sets, see docs/understanding.md. */
export function settingsFor({ messages, intents }: Circumstances): Settings {
  if (messages / intents > 500) {
    return messages < 4_000 ? { ...MANY_PER_INTENT, epochs: EPOCHS_OF_FEWER } : MANY_PER_INTENT;
  }
  if (messages < 300) return UP_TO_300;
  if (messages < 1_000) return UP_TO_1000;
  const usual = messages < 4_000 ? UP_TO_4000 : MORE;
  return { ...usual, ...(messages / intents < FEW_PER_INTENT && WITH_RARE_WORDS) };
}

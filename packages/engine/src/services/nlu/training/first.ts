import type { Intent } from "@parley/protocol";
import type { LiveModel } from "../serving/serving.ts";

/** The share of the intents that a model must know to go on answering while another is trained. */
const MOST = 0.5;

/**
 * Whether a model knows most of the intents that there are, and most of what it knows is still there. One for which that is not so answers for
 * knowledge that is gone: whatever is learned first of the new one is better. Another is good, and stays until a person has looked at the next.
 */
export function knowsMost(model: Pick<LiveModel, "classifier"> | undefined, intents: readonly Intent[]): boolean {
  const taught = new Set(intents.filter(({ examples }) => examples.length > 0).map(({ id }) => id));
  const labels = model?.classifier.labels ?? [];
  return labels.filter((label) => taught.has(label)).length > MOST * Math.max(taught.size, labels.length);
}

/** Whether a model is a first one, which answers until the LSTM of its training is there. */
export function isFirst<T extends Pick<LiveModel, "classifier">>(model: T | undefined): model is T {
  return model !== undefined && !model.classifier.parts.includes("lstm");
}

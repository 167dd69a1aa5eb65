import type { IntentScore, ModelCard } from "@parley/protocol";

/** Intents of which examples were misunderstood, the worst first. */
export function weakest(scores: readonly IntentScore[], most = 8): IntentScore[] {
  return scores
    .filter(({ right, total }) => right < total)
    .sort((one, other) => one.right / one.total - other.right / other.total || other.total - one.total)
    .slice(0, most);
}

/** Newest first. */
export function newestFirst(models: readonly ModelCard[]): ModelCard[] {
  return [...models].sort((one, other) => other.version - one.version);
}

/** What publishing this model means: putting it live, or going back to it. */
export function publishing(model: ModelCard, models: readonly ModelCard[]): "publish" | "rollBack" | undefined {
  const published = models.find(({ status }) => status === "published");
  if (model.version === published?.version) return undefined;
  return published && model.version < published.version ? "rollBack" : "publish";
}

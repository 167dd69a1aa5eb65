import * as v from "valibot";

/** How far the training in progress is. */
export const TrainingStatus = v.variant("status", [
  v.object({ status: v.literal("idle") }),
  v.object({
    status: v.literal("running"),
    runId: v.string(),
    startedAt: v.number(),
    startedBy: v.string(),
    phase: v.picklist(["preparing", "training", "calibrating", "checking"]),
    epoch: v.number(),
    epochs: v.number(),
    /** From 0 to 1. */
    done: v.number(),
    loss: v.number(),
    devAccuracy: v.optional(v.number()),
    /** The version that answers already, by what is learned in a second, until this training has ended. */
    first: v.optional(v.number()),
    /** One point per finished epoch, for the chart. */
    curve: v.array(v.object({ epoch: v.number(), loss: v.number(), devAccuracy: v.optional(v.number()) })),
  }),
  v.object({ status: v.literal("failed"), runId: v.string(), message: v.string(), at: v.number() }),
  v.object({ status: v.literal("cancelled"), runId: v.string(), at: v.number() }),
  v.object({ status: v.literal("done"), runId: v.string(), version: v.number(), at: v.number() }),
]);
export type TrainingStatus = v.InferOutput<typeof TrainingStatus>;

import { ChatError } from "@parley/protocol";
import type { Handlers } from "../../../rpc/contract.ts";
import type { nlu } from "../contract.ts";
import type { Parts } from "../parts.ts";
import { replay } from "../review/replay.ts";

type Operations = "startTraining" | "cancelTraining" | "training" | "models" | "publish" | "replay";

/** What the training page asks. */
export function trainingHandlers({
  runs,
  models,
  serving,
  questions,
  open,
}: Parts): Pick<Handlers<typeof nlu>, Operations> {
  return {
    async startTraining({ by }) {
      await open();
      return runs.start(by);
    },
    cancelTraining: () => runs.cancel(),
    training: () => runs.status(),
    models: () => models.list(),
    async publish({ version, by, ...how }) {
      await open();
      await serving.publish(version, how, by);
      return models.list();
    },
    async replay({ version }) {
      await open();
      await questions.flush();
      const before = serving.current();
      if (!before) throw new ChatError("invalid", "No model is published yet, so there is nothing to compare with.");
      return replay(await questions.latest(), before, await serving.load(version));
    },
  };
}

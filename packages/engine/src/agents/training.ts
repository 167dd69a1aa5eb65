import { everyoneRoom } from "../transport/workspace.ts";
import type { TrainingStatus } from "@parley/protocol";
import type { Nlu } from "../services/nlu/contract.ts";
import type { AgentNamespace } from "./session.ts";

export interface TrainingWatch {
  nlu: Nlu;
  agents: AgentNamespace;
  onError: (error: unknown) => void;
}

/** Milliseconds between two looks. */
const PERIOD = 700;

/** Shows consoles how far training is, wherever it runs, as long as anybody watches. */
export function watchTraining({ nlu, agents, onError }: TrainingWatch) {
  let shown = "";
  let looking = false;

  async function look(): Promise<void> {
    const status: TrainingStatus = await nlu.training({});
    const now = JSON.stringify(status);
    if (now === shown) return;
    shown = now;
    agents.local.to(everyoneRoom()).emit("training", status);
  }

  const timer = setInterval(() => {
    if (looking || agents.sockets.size === 0) return;
    looking = true;
    look()
      .catch(onError)
      .finally(() => {
        looking = false;
      });
  }, PERIOD);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

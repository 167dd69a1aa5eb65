import { agentTakesOver } from "./scenarios/agent-takes-over.ts";
import { runEngine, shared } from "./support/engine.ts";

agentTakesOver(shared(runEngine));

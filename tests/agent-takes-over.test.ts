import { agentTakesOver } from "./scenarios/agent-takes-over.ts";
import { startEngine } from "./support/engine.ts";

agentTakesOver(startEngine);

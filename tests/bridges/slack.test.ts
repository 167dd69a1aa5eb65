import { openSlack } from "../../packages/engine/src/agents/bridges/slack/peer.test.kit.ts";
import { bridgeContract } from "./bridge.contract.ts";

bridgeContract({ type: "slack", open: openSlack, rootMoves: true });

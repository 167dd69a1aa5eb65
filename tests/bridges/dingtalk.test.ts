import { openDingtalk } from "../../packages/engine/src/agents/bridges/dingtalk/peer.test.kit.ts";
import { bridgeContract } from "./bridge.contract.ts";

bridgeContract({ type: "dingtalk", open: openDingtalk, rootMoves: false });

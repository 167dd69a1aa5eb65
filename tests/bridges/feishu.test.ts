import { openFeishu } from "../../packages/engine/src/agents/bridges/feishu/peer.test.kit.ts";
import { bridgeContract } from "./bridge.contract.ts";

bridgeContract({ type: "feishu", open: openFeishu, rootMoves: true });

import { openWecomApp } from "../../packages/engine/src/agents/bridges/wecom/peer.test.kit.ts";
import { bridgeContract } from "./bridge.contract.ts";

bridgeContract({ type: "wecom", open: openWecomApp, rootMoves: false, echoes: true });

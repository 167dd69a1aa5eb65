import {
  ArticleSearch,
  type ChatError,
  type CloseConversation,
  type MacroAct,
  type Receipt,
  type ReleaseConversation,
  RunMacro,
  type TransferConversation,
} from "@parley/protocol";
import * as v from "valibot";
import type { Command } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { Spine } from "../spine/receive.ts";
import { handle, type Handling } from "../transport/wire.ts";
import { macroSteps } from "./macro-steps.ts";
import { runMacro, type RunParts } from "./macros.ts";
import type { AgentSocket } from "./session.ts";

const OneConversation = v.object({ conversationId: v.string() });

interface HelpParts extends Handling {
  spine: Spine;
  users: Users;
}

/** How an agent acts on a conversation. */
interface Acts {
  act: (place: { conversationId: string; id: string }, command: Command, refusal?: ChatError) => Promise<Receipt>;
  release: (input: ReleaseConversation) => Promise<Receipt>;
  transfer: (input: TransferConversation) => Promise<Receipt>;
  close: (input: CloseConversation) => Promise<Receipt>;
}

/** Answers what helps an agent to answer: suggestions, articles, macros. */
export function listenToHelp(socket: AgentSocket, parts: HelpParts, { act, transfer, close, release }: Acts): void {
  const { users } = parts;
  const { dialog } = parts.spine;
  const me = () => ({ id: socket.data.member.id, name: socket.data.member.name });
  const force = () => socket.data.member.role !== "agent";

  const steps = macroSteps({ dialog, act, release, me, force, record: users.record, now: Date.now });

  /** What is asked of an agent who does it by hand is asked of them here as well. */
  const carryOut: RunParts["carryOut"] = async (step, place) => {
    if (step.do === "transfer") return await transfer({ ...place, agentId: step.agentId });
    if (step.do === "close") return await close(place);
    if (step.do === "tag") return await steps.tag(step, place);
    if (step.do === "snooze") return await steps.snooze(step, place);
    if (step.do === "team") return await steps.team(step, place);
    if (step.do === "task") return await steps.task(step, place);
    return await act(place, commandOf(step, me(), force()));
  };

  socket.on(
    "suggest",
    handle(OneConversation, ({ conversationId }) => dialog.suggest({ conversationId, agentId: me().id }), parts),
  );
  socket.on(
    "articles",
    handle(ArticleSearch, (asked) => dialog.articles(asked), parts),
  );
  socket.on(
    "macro",
    handle(RunMacro, (asked) => runMacro({ dialog, users, carryOut }, socket.data.member, asked), parts),
  );
}

type Step = Exclude<MacroAct, { do: "transfer" | "close" | "tag" | "snooze" | "team" | "task" }>;

function commandOf(step: Step, me: { id: string; name: string }, force: boolean): Command {
  const author = { kind: "agent" as const, ...me };
  switch (step.do) {
    case "say":
      return { do: "say", author, content: { type: "text", text: step.text.en } };
    case "note":
      return { do: "note", author, text: step.text };
    case "release":
      return { do: "release", agent: me, to: step.to, force };
    case "reply":
      throw new TypeError("Canned replies are words by now.");
  }
}

import { newId, type Survey } from "@parley/protocol";
import type { Dialog, Outcome } from "../contract.ts";
import type { PersonOf } from "../copilot/copilot.ts";
import { ann, neighbour, type useDialog, visitorSays } from "../fixture.ts";

export const [HOUR, DAY] = [3_600_000, 24 * 3_600_000];
const HERE = "https://chat.example";
const both = (en: string, zh = "") => ({ en, "zh-CN": zh });

export const SURVEY: Survey = {
  id: "after-chat",
  name: "After the chat",
  enabled: true,
  invitation: both("How was it?", "请评价本次服务"),
  questions: [
    { id: "again", kind: "nps", text: both("Would you recommend us?") },
    { id: "good", kind: "score", text: both("How good was it?") },
    { id: "why", kind: "text", text: both("Why?") },
    {
      id: "what",
      kind: "choice",
      text: both("What?"),
      options: [
        { id: "a", text: both("A") },
        { id: "b", text: both("B") },
      ],
    },
  ],
  after: "any",
  coolingDays: 0,
  remindHours: 0,
  version: 0,
};

interface Surveyed {
  clock: { now: number };
  node: () => Dialog;
  dialog: Dialog;
  apply: (conversationId: string, command: Parameters<Dialog["apply"]>[0]["command"]) => Promise<Outcome>;
  /** Somebody writes, an agent takes it or not, and it ends. */
  talk: (how?: {
    visitorId?: string;
    withAgent?: boolean;
    locale?: string;
  }) => Promise<{ id: string; visitorId: string }>;
  ask: (on?: Dialog) => Promise<Outcome[]>;
}

/** Nodes whose clock can be turned on, a survey, and conversations that end. */
export async function surveyed(
  world: ReturnType<typeof useDialog>,
  change: Partial<Survey> = {},
  personOf?: PersonOf,
): Promise<Surveyed> {
  const clock = { now: Date.now() };
  const node = () => world.node(neighbour(), () => clock.now, world.store, { personOf });
  const dialog = node();
  await dialog.putSurvey({ survey: { ...SURVEY, ...change } });
  const apply = (conversationId: string, command: Parameters<Dialog["apply"]>[0]["command"]) =>
    dialog.apply({ conversationId, id: newId(), command });
  async function talk({ visitorId = newId(), withAgent = false, locale = "en" } = {}) {
    const { id } = await dialog.open({ visitorId, channel: "web", locale });
    await apply(id, visitorSays("hm"));
    if (withAgent) await apply(id, { do: "claim", agent: ann });
    await apply(id, { do: "close", author: { kind: "system" } });
    clock.now += 1;
    return { id, visitorId };
  }
  const ask = (on = dialog) => on.due({ pagesAt: HERE });
  return { clock, node, dialog, apply, talk, ask };
}

export const said = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap(({ events }) => events.map((event) => (event.type === "message" ? event.content.text : event.type)));
export const tokenIn = (text = "") => /\/s\/(pq_[\w-]{43})$/.exec(text)?.[1] ?? "";

import { openNaive, type NaiveClient } from "./naive.ts";
import { type AgentConsole, openConsole } from "./agent.ts";
import type { Sent } from "./outbox.ts";
import type { Random } from "./random.ts";
import { openBrowser, type VisitorBrowser } from "./visitor.ts";
import { signUp } from "./team.ts";

export interface CrowdParts {
  random: Random;
  urls: readonly string[];
  setupToken: string;
  visitors: number;
  agents: number;
  rounds: readonly [number, number];
  records: Sent[];
  onViolation: (what: string) => void;
}

const SENTENCES = [
  "Where is my parcel?",
  "我的订单在哪里？",
  "hm",
  "Can I return this?",
  "谢谢",
  "It is broken ‮ again 😀",
];

/** Visitors and agents who write to each other until they are told to be silent. */
export async function gatherCrowd(parts: CrowdParts) {
  const { random, records } = parts;
  const personParts = (name: string) => ({ ...parts, name, url: () => random.pick(parts.urls) });
  const members = await signUp(parts.urls[0] ?? "", parts.setupToken, parts.agents);
  const consoles: AgentConsole[] = [];
  for (const [index, member] of members.entries()) {
    const me: AgentConsole = openConsole({ ...personParts(`agent ${index}`), member }, ({ conversation }) => {
      if (conversation.state.status !== "queued" || silent || !random.chance(0.7)) return;
      setTimeout(() => act(me, conversation.id, "claim"), random.between(0, 200));
    });
    consoles.push(me);
  }
  const browsers = Array.from({ length: parts.visitors }, (_, index) => openBrowser(personParts(`visitor ${index}`)));
  const naive: NaiveClient[] = [];
  const timers: NodeJS.Timeout[] = [];
  let silent = false;

  function every(from: number, to: number, act: () => void): void {
    const again = () => {
      if (silent) return;
      act();
      timers.push(setTimeout(again, random.between(from, to)));
    };
    timers.push(setTimeout(again, random.between(0, to)));
  }

  for (const browser of browsers) every(700, 1_400, () => speak(browser, random));
  for (const me of consoles) every(250, 600, () => work(me, random));

  return {
    browsers,
    consoles,
    naive,
    records,
    /** Opens second tabs for every third visitor, and a naive client beside every other one. */
    double(): void {
      for (const [index, browser] of browsers.entries()) {
        if (index % 3 === 0) browser.openTab();
        const { conversationId, token } = browser;
        if (index % 2 === 0 && conversationId && token) {
          naive.push(openNaive(conversationId, token, random.pick(parts.urls)));
        }
      }
    },
    hush(): void {
      silent = true;
      for (const timer of timers) clearTimeout(timer);
    },
    /** What everyone waits for an answer to. */
    get waiting(): number {
      return [...browsers.map(({ outbox }) => outbox), ...consoles].reduce((sum, { waiting }) => sum + waiting, 0);
    },
    /** What everyone was shown. */
    get views() {
      const ofVisitors = browsers.flatMap(({ name, conversationId = "", views }) =>
        views.map((view, tab) => ({ who: `${name} in tab ${tab}`, conversationId, view })),
      );
      const ofAgents = consoles.flatMap(({ name, views }) =>
        [...views].map(([conversationId, view]) => ({ who: name, conversationId, view })),
      );
      return [...ofVisitors, ...ofAgents];
    },
    leave(): void {
      for (const one of [...browsers, ...consoles, ...naive]) one.close();
    },
  };
}
export type Crowd = Awaited<ReturnType<typeof gatherCrowd>>;

function speak(browser: VisitorBrowser, random: Random): void {
  // Who is not answered writes no more than a few lines ahead.
  if (browser.outbox.waiting > 3) return;
  if (random.chance(0.08)) browser.ask("human");
  else if (random.chance(0.03)) browser.ask("end");
  else browser.say(random.pick(SENTENCES));
}

function work(me: AgentConsole, random: Random): void {
  const mine = [...me.items.values()].filter(
    ({ conversation: { state } }) => state.status === "agent" && state.agent.id === me.id,
  );
  if (mine.length === 0) return;
  const { conversation } = random.pick(mine);
  if (me.outbox(conversation.id).waiting > 3) return;
  const what = random.next();
  act(me, conversation.id, what < 0.8 ? "say" : what < 0.88 ? "note" : what < 0.96 ? "release" : "close");
}

let said = 0;

function act(me: AgentConsole, conversationId: string, what: "say" | "note" | "claim" | "release" | "close"): void {
  const outbox = me.outbox(conversationId);
  const add = (event: string, input: object, mark?: string) =>
    outbox.add(conversationId, event, { conversationId, ...input }, { mark, by: me.id });
  const mark = `${me.name}#${++said}`;
  if (what === "say") add("send", { content: { type: "text", text: `Let me see (${mark})` } }, mark);
  else if (what === "note") add("note", { text: `Remember (${mark})` });
  else if (what === "release") add("release", { to: said % 2 === 0 ? "bot" : "queue" });
  else add(what, {});
}

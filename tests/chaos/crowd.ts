import { openNaive, type NaiveClient } from "./naive.ts";
import { type AgentConsole, openConsole } from "./agent.ts";
import { lookAtPages } from "./page.ts";
import type { Sent } from "./sent.ts";
import type { Random } from "./random.ts";
import { openBrowser, type VisitorBrowser } from "./visitor.ts";
import { dueOf } from "./letter-checker.ts";
import { type LetterWriter, openLetters } from "./letters.ts";
import type { Messenger } from "../channels/messenger-peer.ts";
import { signUp } from "./team.ts";

/** How people are, which the world may change while they are at it. */
export interface Mood {
  /** How many want visitors to write long messages and agents to read old ones. */
  busy: number;
}

export interface CrowdParts {
  random: Random;
  mood: Mood;
  urls: readonly string[];
  setupToken: string;
  visitors: number;
  agents: number;
  /** Another house, from which some more people write. */
  house: Messenger;
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
/** Nearly the longest message there may be, of characters that take three bytes. */
const LONG = "界".repeat(3_900);
/** Which part of all messages is long, while people are busy and else. */
const OFTEN_LONG = 0.2;
const SELDOM_LONG = 0.04;
type Words = (text: string) => string;

/** Visitors and agents who write to each other until they are told to be silent. */
export async function gatherCrowd(parts: CrowdParts) {
  const { random, records, mood } = parts;
  const words = (text: string) => (random.chance(mood.busy > 0 ? OFTEN_LONG : SELDOM_LONG) ? LONG : text);
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
  const letters = openLetters({ ...parts, random: random.fork("letters"), count: Math.ceil(parts.visitors / 4) });
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

  for (const browser of browsers) every(700, 1_400, () => speak(browser, random, words));
  for (const writer of letters) every(700, 1_400, () => speakFromAfar(writer, random, words));
  for (const me of consoles) {
    every(250, 600, () => {
      work(me, random, words);
      if (mood.busy > 0) me.browse();
    });
  }

  return {
    browsers,
    consoles,
    naive,
    letters,
    records,
    /** Conversations of the other house's people, as consoles know them. */
    get afar(): Set<string> {
      const items = consoles.flatMap((me) => [...me.items.values()]);
      return new Set(
        items
          .filter(({ conversation }) => conversation.channel === "messenger")
          .map(({ conversation }) => conversation.id),
      );
    },
    /** What consoles saw that people of the other house did not. */
    get unseen(): string[] {
      const seen = new Set(parts.house.all.map(({ key }) => key));
      return consoles.flatMap((me) =>
        [...this.afar].flatMap((id) =>
          dueOf(me.views.get(id)?.shown ?? []).flatMap((seq) =>
            seen.has(`${id}/${seq}`) ? [] : [`letter ${seq} of ${id} was not seen`],
          ),
        ),
      );
    },
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
    /** Everybody looks whether anything was missed. */
    look: lookAtPages,
    hush(): void {
      silent = true;
      for (const timer of timers) clearTimeout(timer);
    },
    /** What everyone waits for an answer to. */
    get waiting(): number {
      return [...browsers, ...consoles, ...letters].reduce((sum, { waiting }) => sum + waiting, 0);
    },
    /** Who is not connected, and why. */
    get apart(): string[] {
      return [...browsers, ...consoles].flatMap(({ name, apart }) => (apart ? [`${name} is away: ${apart}`] : []));
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

function speak(browser: VisitorBrowser, random: Random, words: Words): void {
  // Who is not answered writes no more than a few lines ahead.
  if (browser.waiting > 3) return;
  if (random.chance(0.08)) browser.ask("human");
  else if (random.chance(0.03)) browser.ask("end");
  else browser.say(words(random.pick(SENTENCES)));
}

function speakFromAfar(writer: LetterWriter, random: Random, words: Words): void {
  if (writer.waiting > 3) return;
  if (random.chance(0.08)) writer.write("A person", "human");
  else writer.write(words(random.pick(SENTENCES)));
}

function work(me: AgentConsole, random: Random, words: Words): void {
  const mine = [...me.items.values()].filter(
    ({ conversation: { state } }) => state.status === "agent" && state.agent.id === me.id,
  );
  if (mine.length === 0) return;
  const { conversation } = random.pick(mine);
  if (me.sender(conversation.id).waiting > 3) return;
  const what = random.next();
  if (what < 0.8) say(me, conversation.id, words("Let me see"));
  else act(me, conversation.id, what < 0.88 ? "note" : what < 0.96 ? "release" : "close");
}

let said = 0;

function say(me: AgentConsole, conversationId: string, words: string): void {
  const mark = `${me.name}#${++said}`;
  const content = { type: "text", text: `${words} (${mark})` };
  me.sender(conversationId).add("send", { conversationId, content }, { mark, by: me.id });
}

function act(me: AgentConsole, conversationId: string, what: "note" | "claim" | "release" | "close"): void {
  const add = (input: object) => me.sender(conversationId).add(what, { conversationId, ...input }, { by: me.id });
  if (what === "note") add({ text: `Remember (${me.name}#${++said})` });
  else if (what === "release") add({ to: ++said % 2 === 0 ? "bot" : "queue" });
  else add({});
}

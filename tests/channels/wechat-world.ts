import { type Delivery, newId } from "@parley/protocol";
import type { Answer, Answerer } from "@parley/engine";
import { expect, onTestFinished } from "vitest";
import { ACCOUNT } from "../../packages/engine/src/channels/wechat/envelope.test.kit.ts";
import { openWeChat, type PeerOptions, type WeChat } from "../../packages/engine/src/channels/wechat/peer.test.kit.ts";
import { agent } from "../support/agent.ts";
import { type AccountWorld, accountWorld } from "./account-world.ts";
import type { World } from "./channel.contract.ts";

const { appId, appSecret, token, encodingAesKey } = ACCOUNT;

/**
 * Milliseconds within which the engine answers a call, and for which the platform waits. The first is shorter than it is, so that tests are;
 * the second is longer, so that a call is made again where a test has it so, and not where the machine is busy.
 */
export const DEADLINE = 1_500;
export const PATIENCE = 30_000;
/** As long as the engine ever waits for the bot, for tests in which it answers at once and is to be in time on a busy machine. */
export const UNHURRIED = 4_500;

export interface WechatWorld extends World {
  peer: WeChat;
  /** Where the platform calls. */
  address: string;
  /** Somebody writes: resolves when the platform is done with it, to whether it was taken. */
  says(name: string, text: string, id?: string): Promise<boolean>;
  conversationId(name: string): Promise<string>;
  /** How many have been made here by `talking`. */
  people: { count: number };
}

export type WechatOptions = PeerOptions & { answerers?: Answerer[]; settings?: object; rates?: AccountWorld["rates"] };

/** An engine with an account of WeChat, and the platform. */
export async function openWechatWorld({ answerers, rates, ...options }: WechatOptions = {}): Promise<WechatWorld> {
  const peer = await openWeChat({ mode: "safe", patience: PATIENCE, quota: 1_000, ...options });
  const { mode = "safe" } = options;
  const world = await accountWorld({
    inbox: {
      id: "wechat",
      channel: "wechat",
      name: "WeChat",
      enabled: true,
      settings: {
        appId,
        mode,
        api: peer.api,
        deadline: DEADLINE,
        window: { hours: 48, messages: 1_000 },
        ...options.settings,
      },
    },
    secrets: { appSecret, token, encodingAesKey },
    host: new URL(peer.api).host,
    ...(answerers && { answerers }),
    ...(rates && { rates }),
  });
  const says = (name: string, text: string, id = newId()) =>
    peer.sends(world.address, name, { MsgType: "text", Content: text }, { id });
  return {
    ...world,
    get running() {
      return world.running;
    },
    peer,
    says,
    people: { count: 0 },
    async close() {
      await world.close();
      peer.close();
    },
    person: async (name: string) => ({
      writes: async (text: string, id?: string) => {
        if (!(await says(name, text, id))) throw new Error("The platform was not answered.");
      },
      sees: () => peer.sees(name),
      conversationId: () => world.conversationId(name),
    }),
  };
}

/** One of a test's own, gone when the test is. */
export async function openHere(options: WechatOptions = {}): Promise<WechatWorld> {
  const here = await openWechatWorld(options);
  onTestFinished(() => here.close());
  return here;
}

/** What visitors have said in somebody's conversation. */
export async function said({ running, conversationId }: WechatWorld, name: string) {
  const { events } = await running.engine.services.dialog.read({
    conversationId: await conversationId(name),
    after: 0,
  });
  return events.flatMap((event) =>
    event.type === "message" && event.author.kind === "visitor" ? [event.content] : [],
  );
}

/** Somebody with whom an agent talks. */
export interface Talk {
  name: string;
  conversationId: string;
  vera: Awaited<ReturnType<typeof agent>>;
  /** What became of what was said since. */
  deliveries(): Promise<Delivery[]>;
  states(): Promise<string[]>;
  /** What they have seen since. */
  sees(): WeChat["seen"];
}

/** Somebody new, whom Vera talks with. */
export async function talking(here: WechatWorld): Promise<Talk> {
  const { people } = here;
  people.count += 1;
  const name = `somebody ${people.count}`;
  await here.says(name, "I want to talk to a person");
  const conversationId = await here.conversationId(name);
  const { dialog } = here.running.engine.services;
  await expect.poll(async () => (await dialog.get({ conversationId })).conversation.state.status).toBe("queued");
  await expect.poll(() => here.peer.sees(name).length).toBe(1);
  const vera = await agent(here.running, `Vera${people.count}`);
  await vera.claim(conversationId);
  const deliveries = async () => (await dialog.deliveries({ conversationId })).slice(1);
  return {
    name,
    conversationId,
    vera,
    deliveries,
    states: async () => (await deliveries()).map(({ state }) => state),
    sees: () => here.peer.seen.filter(({ to }) => to === name).slice(1),
  };
}

/** Calls as the platform does; resolves to the status and the words. */
export async function call(
  address: string,
  { query, body }: { query: string; body?: string },
): Promise<[number, string]> {
  const method = body === undefined ? "GET" : "POST";
  const signal = AbortSignal.timeout(30_000);
  const response = await fetch(`${address}?${query}`, { method, signal, ...(body !== undefined && { body }) });
  return [response.status, await response.text()];
}

export const textOf = (from: string, words: string, id = newId()) =>
  `<xml><ToUserName>gh_1</ToUserName><FromUserName>${from}</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content><![CDATA[${words}]]></Content><MsgId>${id}</MsgId></xml>`;

/** A bot that answers at once, in words without buttons. */
export const echo: Answerer = { name: "echo", answer: ({ text }) => ({ say: `You said: ${text}` }) };

/** A bot that thinks until it is told to go on. */
export function thinker() {
  const waiting: (() => void)[] = [];
  const answerer: Answerer = {
    name: "thinker",
    within: 20_000,
    answer: ({ text }) =>
      new Promise<Answer>((resolve) => void waiting.push(() => resolve({ say: `I thought about: ${text}` }))),
  };
  return { answerers: [answerer], waiting, goOn: () => waiting.shift()?.() };
}

import type { Answerer, ChannelType } from "@parley/engine";
import { newId } from "@parley/protocol";
import { onTestFinished, vi } from "vitest";
import type { Gateway } from "../../packages/engine/src/channels/phone/account.ts";
import {
  type Exchange,
  type Line,
  openExchange,
  PUBLIC_KEY,
} from "../../packages/engine/src/channels/phone/peer.test.kit.ts";
import { WORDS } from "../../packages/engine/src/channels/phone/words.ts";
import { accountWorld } from "./account-world.ts";
import type { Person, World } from "./channel.contract.ts";

export interface PhoneOptions {
  gateway?: Gateway;
  settings?: Record<string, unknown>;
  answerers?: readonly Answerer[];
  instead?: ChannelType;
  times?: number;
  second?: number;
}

export interface PhoneWorld extends World {
  exchange: Exchange;
  address: string;
  /** Somebody calls; they wait for the other side as long as they are asked something, if they are patient. */
  calls(from?: string, how?: { patient?: boolean }): Line;
  /** The conversation of a call. */
  conversationOf(line: Line, from: string): Promise<string>;
  /** What was said in it, and what was noted for the team. */
  events(line: Line, from: string): Promise<{ type: string; by: string; text: string }[]>;
}

const SECRET = "token 1";
let numbers = 100_000;
export const somebody = () => `+49301${(numbers += 1)}`;

/** An engine with a number that can be called, and the exchange that calls it. */
export async function openPhoneWorld({
  gateway = "twilio",
  settings = {},
  answerers,
  instead,
  ...how
}: PhoneOptions = {}): Promise<PhoneWorld> {
  const exchange = openExchange({ gateway, secret: SECRET, ...how });
  const world = await accountWorld({
    inbox: {
      id: "phone",
      channel: "phone",
      name: "Telephone",
      enabled: true,
      settings: { gateway, publicKey: PUBLIC_KEY, deadline: 300, ...settings },
    },
    secrets: gateway === "telnyx" ? {} : { secret: SECRET },
    host: "127.0.0.1",
    ...(answerers && { answerers }),
    ...(instead && { instead }),
  });
  const { address } = world;

  async function conversationOf(line: Line, from: string): Promise<string> {
    const { users, dialog } = world.running.engine.services;
    const visitor = await users.reach({ inboxId: "phone", externalId: from, locale: "en" });
    const place = {
      visitorId: visitor.id,
      channel: "phone",
      inboxId: "phone",
      locale: "en",
      thread: JSON.stringify([visitor.id, line.id]),
    };
    return (await dialog.open(place)).id;
  }

  return {
    ...world,
    get running() {
      return world.running;
    },
    exchange,
    address,
    calls: (from = somebody(), how = {}) => exchange.call(address, from, how),
    conversationOf,
    async events(line, from) {
      const { dialog } = world.running.engine.services;
      const { events } = await dialog.read({ conversationId: await conversationOf(line, from), after: 0 });
      return events.flatMap((event) => {
        if (event.type === "message")
          return [{ type: event.content.type, by: event.author.kind, text: event.content.text }];
        return event.type === "note" ? [{ type: "note", by: event.author.kind, text: event.text }] : [];
      });
    },
    person: () => Promise.resolve(personOn({ exchange, address, conversationOf })),
    async close() {
      await exchange.close();
      await world.close();
    },
  };
}

/** The same, gone when the test is. */
export async function openPhoneHere(options: PhoneOptions = {}): Promise<PhoneWorld> {
  const here = await openPhoneWorld(options);
  onTestFinished(() => here.close());
  return here;
}

/** What the channel itself says. */
const OWN = new Set(
  Object.values(WORDS).flatMap((words) => [
    ...Object.values(words).flatMap((value) => (typeof value === "function" ? [] : value)),
    ...Array.from({ length: 20 }, (_, index) => words.waits(index + 1)),
  ]),
);
const isOwn = (text: string) => OWN.has(text) || /answers in writing|会以文字回复/.test(text);

/** What a caller heard of what was said in the conversation. */
export const answersOn = (line: Line): string[] =>
  line
    .words()
    .filter((text) => !isOwn(text))
    .map((text) => text.replace(/[.。]$/, ""));

function personOn({
  exchange,
  address,
  conversationOf,
}: Pick<PhoneWorld, "exchange" | "address" | "conversationOf">): Person {
  const from = somebody();
  const line = exchange.call(address, from, { patient: true });
  const said = new Map<string, Promise<number>>();

  /** Resolves to which webhook brought the words, once it was answered. */
  async function say(text: string): Promise<number> {
    const before = line.posted.length;
    line.says(text);
    const which = () =>
      line.posted.findIndex(({ fields }, index) => index >= before && fields["SpeechResult"] === text);
    await vi.waitUntil(() => which() >= 0 && line.answered() > which(), { timeout: 60_000 });
    return which();
  }

  return {
    async writes(text, id = newId()) {
      const before = said.get(id);
      const saying = before ?? say(text);
      said.set(id, saying);
      const index = await saying;
      if (before) await line.repeats(index);
    },
    sees: () => answersOn(line),
    conversationId: () => conversationOf(line, from),
  };
}

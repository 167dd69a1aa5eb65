import { newId } from "@parley/protocol";
import { expect } from "vitest";
import type { Random } from "../chaos/random.ts";
import type { OpenAccount } from "./account.ts";

/** What a platform made of a message that it was handed. */
export interface Dealt {
  text: string;
  mood: string;
  /** Whether somebody saw it. */
  seen: boolean;
  /** The platform saw it when it asked again: others may have come before. */
  isAgain?: boolean;
}

export interface Storm {
  people: number;
  account: OpenAccount;
  random: Random;
  /** What the platform calls somebody new. */
  newcomer: () => string;
  /** Hands over what somebody writes, these one after the other as they wrote them, with faults. Resolves to how many. */
  write: (from: string, texts: readonly string[], random: Random) => Promise<number>;
  /** What the platform made of everything, in order. */
  dealt: readonly Dealt[];
  /** Moods after which a platform that knows no repeats shows a message once more. */
  doubles: readonly string[];
}

const WRITTEN = 12;
const SAID = 3;
/** In which state a message ends that the platform refused for good. */
const ENDS: Record<string, string> = {
  blocks: "blocked",
  "is blocked": "blocked",
  "is stopped": "blocked",
  "has no messages left": "blocked",
  "knows nobody": "failed",
};

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 120_000 });

/**
 * People and an agent talk while the platform does all that it does at its worst. Nothing of what people wrote may be missing, doubled or out
 * of place, and every message of ours ends in a state that is true. Resolves to the number of faults.
 */
export async function storm({ account, people, random, newcomer, write, dealt, doubles }: Storm): Promise<number> {
  const counts = await Promise.all(Array.from({ length: people }, (_, index) => one(random.fork(`person ${index}`))));
  return counts.reduce((sum, count) => sum + count, 0);

  async function one(random: Random): Promise<number> {
    const from = newcomer();
    const { dialog } = account.running.engine.services;
    await write(from, ["I want to talk to a person"], random.fork("calm"));
    const conversationId = await account.conversationOf(from);
    const status = async () => (await dialog.get({ conversationId })).conversation.state.status;
    await poll(status).toBe("queued");
    const vera = { id: "vera", name: "Vera" };
    await dialog.apply({ conversationId, id: newId(), command: { do: "claim", agent: vera } });

    const written = Array.from({ length: WRITTEN }, (_, index) => `${from} writes ${index}`);
    const said = Array.from({ length: SAID }, (_, index) => `${from} is told ${index}`);
    const saying = async () => {
      for (const text of said) {
        const content = { type: "text" as const, text };
        const author = { kind: "agent" as const, ...vera };
        await dialog.apply({ conversationId, id: newId(), command: { do: "say", author, content } });
      }
    };
    // Nothing tells the node that something was said but what comes in: the sweep finds it.
    const [faults] = await Promise.all([write(from, written, random), saying()]);
    const whole = ["I want to talk to a person", ...written];
    await poll(() => account.said(conversationId, "visitor")).toEqual(whole);
    const worse = await checkSaid(conversationId, said);
    // Nothing has come twice since.
    expect(await account.said(conversationId, "visitor")).toEqual(whole);
    return faults + worse;
  }

  async function checkSaid(conversationId: string, said: readonly string[]): Promise<number> {
    const { dialog } = account.running.engine.services;
    const states = async () =>
      (await dialog.deliveries({ conversationId })).slice(-said.length).map(({ state }) => state);
    await poll(async () => (await states()).filter((state) => state === "waiting")).toEqual([]);
    const dealtWith = (text: string) => dealt.filter((one) => one.text === text);
    const ended = said.map((text) => ENDS[dealtWith(text).at(-1)?.mood ?? ""] ?? "sent");
    expect(await states()).toEqual(ended);
    for (const [index, text] of said.entries()) {
      const seen = dealtWith(text).filter((one) => one.seen).length;
      const repeated = dealtWith(text).filter(({ mood }) => doubles.includes(mood)).length;
      expect(seen, text).toBe(ended[index] === "sent" ? 1 + repeated : repeated);
    }
    const again = new Set(dealt.flatMap(({ text, isAgain }) => (isAgain ? [text] : [])));
    const inTime = dealt.filter(({ text, seen }) => seen && said.includes(text) && !again.has(text));
    const order = [...new Set(inTime.map(({ text }) => text))];
    expect(order).toEqual(said.filter((text) => order.includes(text)));
    return said.flatMap(dealtWith).filter(({ mood }) => mood !== "well").length;
  }
}

import type { Choice } from "@parley/protocol";
import type { ChannelKit } from "../../spine/port.ts";
import type { Verb } from "./flow.ts";

/** Something that is to be said to a caller. */
export interface Waiting {
  /** Of the message. */
  key: string;
  text: string;
  choices?: Choice[];
}

/** A call, as all nodes know it: each time the gateway asks, another node may be asked. */
export interface Call {
  /** Who calls, as the platform's name of a person. */
  who: string;
  number: string;
  /** Their house vouches for the number. */
  vouched?: true;
  began: number;
  /** Its conversation, once something was said. */
  conversation?: string;
  /** How often the gateway was told what to do: its next question has this number. */
  step: number;
  /** What it was told at the last steps, for who asks again. */
  answers: Record<string, Verb[]>;
  /** How often nothing was heard, one time after the other. */
  silent: number;
  /** How often the caller was told to wait for what they asked. */
  fillers: number;
  /** What waits to be said; the keys of what was said last, and of what came lately. */
  waiting: Waiting[];
  saying: string[];
  came: string[];
  /** What the keys 1, 2 ... stand for. */
  choices: Choice[];
  /** How often they were put on hold, and the place in line that they know. */
  rounds: number;
  place?: number;
  /** Agents whose telephones have rung. */
  dialed: string[];
  /** Of the agent whose telephone rings: they were asked whether they take the call, or have pressed a key. */
  taking?: "asked" | "taken";
  /** When the call was over. */
  ended?: number;
}

/** Milliseconds for which a call is remembered: gateways end one after four hours. */
const KEPT = 5 * 3_600_000;
/** The same behind its end: what was recorded is told later. */
const AFTER = 3_600_000;
/** Answers, and keys, of one call that are remembered. */
const [ANSWERS, CAME] = [4, 60];

export const begun = (who: string, number: string, now: number): Call => ({
  who,
  number,
  began: now,
  step: 0,
  answers: {},
  silent: 0,
  fillers: 0,
  waiting: [],
  saying: [],
  came: [],
  choices: [],
  rounds: 0,
  dialed: [],
});

export type Calls = ReturnType<typeof createCalls>;

/** The calls of an account. */
export function createCalls({ memory }: Pick<ChannelKit, "memory">, now: () => number) {
  const keyOf = (id: string) => `call/${id}`;
  const listeners = new Map<string, Set<() => void>>();

  async function found(id: string): Promise<{ call?: Call; version: number }> {
    const known = await memory.get(keyOf(id));
    return known ? { call: JSON.parse(known.value) as Call, version: known.version } : { version: 0 };
  }

  async function change(id: string, edit: (call: Call | undefined) => Call | undefined): Promise<Call | undefined> {
    for (;;) {
      const { call, version } = await found(id);
      const edited = edit(call);
      if (!edited) return call;
      const until = now() + (edited.ended === undefined ? KEPT : AFTER);
      if (await memory.set(keyOf(id), JSON.stringify(slim(edited)), version, until)) return edited;
    }
  }

  return {
    of: async (id: string): Promise<Call | undefined> => (await found(id)).call,

    /** Changes a call, whoever else does. Resolves to the call as it is then; nothing is changed where the edit says nothing. */
    change,

    /** Remembers which call a conversation is. */
    async bind(conversationId: string, id: string): Promise<void> {
      const key = `conversation/${conversationId}`;
      const version = (await memory.get(key))?.version ?? 0;
      await memory.set(key, id, version, now() + KEPT);
    },
    bound: async (conversationId: string): Promise<string | undefined> =>
      (await memory.get(`conversation/${conversationId}`))?.value,

    /** Tells who waits for words of a call that there are some. */
    wake(id: string): void {
      for (const listener of listeners.get(id) ?? []) listener();
    },
    /** Hears of words of a call that came here, until the signal says so. */
    onWake(id: string, listener: () => void, signal: AbortSignal): void {
      const all = listeners.get(id) ?? new Set();
      listeners.set(id, all.add(listener));
      signal.addEventListener("abort", () => {
        all.delete(listener);
        if (all.size === 0 && listeners.get(id) === all) listeners.delete(id);
      });
    },
  };
}

function slim(call: Call): Call {
  const answers = Object.fromEntries(Object.entries(call.answers).slice(-ANSWERS));
  return { ...call, answers, came: call.came.slice(-CAME) };
}

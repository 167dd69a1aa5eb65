import type { ChannelKit, Incoming, Standing, Whose } from "../../spine/port.ts";
import type { Account } from "./account.ts";
import { begun, type Call, type Calls } from "./calls.ts";
import { decide, type Move, type Place, type Scene } from "./decide.ts";
import type { Verb } from "./flow.ts";
import type { Told } from "./told.ts";

export interface TalkParts {
  kit: Pick<ChannelKit, "receive" | "receipt" | "standing" | "note" | "onError">;
  account: Account;
  calls: Calls;
  now: () => number;
}

/** A question of the gateway: what to do next with a call. */
export interface Question {
  told: Told;
  /** Which one of that call it is. */
  step: number;
  /** How often the caller was asked to say it once more, as it could not be stored. */
  again: number;
  /** When it came, as `performance.now()` says. */
  since: number;
}

export type Talk = ReturnType<typeof createTalk>;

/** Between the calls of an account and their conversations. */
export function createTalk({ kit, account, calls, now }: TalkParts) {
  const running = new Map<string, Promise<Verb[]>>();

  const whoseOf = (call: Call, id: string): Whose => ({
    from: { id: call.who, ...(call.number && { profile: { phone: call.number } }), locale: account.language },
    thread: id,
  });
  /** Who hides their number is somebody new with each call. */
  const begin = ({ call, from, vouched }: Told): Call => ({
    ...begun(from || call, from, now()),
    ...(vouched && { vouched }),
  });
  const callOf = async (told: Told): Promise<Call> => (await calls.of(told.call)) ?? begin(told);

  /** Tells the team that words were heard: the gateway asks once it has spoken them. */
  function confirm(keys: readonly string[]): void {
    for (const key of keys) void kit.receipt({ externalId: key, state: "delivered" }).catch(kit.onError);
  }

  return {
    callOf,

    /** Takes in something that the caller said. Resolves when it is durable. */
    async takeIn(told: Told, said: Omit<Incoming, "from" | "thread">): Promise<void> {
      const call = await callOf(told);
      const whose = whoseOf(call, told.call);
      if (call.conversation === undefined) {
        const { conversation } = await kit.standing(whose);
        await calls.bind(conversation.id, told.call);
        await calls.change(told.call, (before = call) => ({ ...before, conversation: conversation.id }));
      }
      const proven = call.vouched && call.number && { proven: [{ kind: "phone" as const, value: call.number }] };
      await kit.receive({ ...said, ...whose, id: `${told.call}/${said.id}`, ...proven });
    },

    /** Notes something for the team; nothing where nothing was said in the call. */
    async note(told: Told, id: string, text: string): Promise<void> {
      const call = await callOf(told);
      if (call.conversation !== undefined) await kit.note(whoseOf(call, told.call), { id: `${told.call}/${id}`, text });
    },

    async standing(told: Told): Promise<Standing | undefined> {
      const call = await callOf(told);
      return call.conversation === undefined ? undefined : await kit.standing(whoseOf(call, told.call));
    },

    /** Decides what the gateway does next, and keeps that: whoever asks the same again is told the same. */
    async answer({ told, step }: Question, move: (scene: Place) => Move): Promise<Verb[]> {
      const of = encodeURIComponent(told.call);
      const to = (path: string) => `${account.address}${path}?step=${step + 1}&of=${of}`;
      let verbs: Verb[] = [];
      let heard: string[] = [];
      await calls.change(told.call, (before) => {
        const call = before ?? begin(told);
        heard = [];
        // What was answered long ago is forgotten: then it goes on where the call is.
        const there: Verb = { do: "redirect", to: `${account.address}wait?step=${call.step}&of=${of}` };
        const known = call.answers[step] ?? (step < call.step ? [there] : undefined);
        if (known) {
          verbs = known;
          return undefined;
        }
        heard = call.saying;
        const made = move({ call: { ...call, saying: [] }, account, to });
        verbs = made.verbs;
        return { ...made.call, step: step + 1, answers: { ...made.call.answers, [step]: verbs } };
      });
      confirm(heard);
      return verbs;
    },

    /** The same with what was said meanwhile, and where the conversation stands. */
    async goOn(question: Question, heard: Scene["heard"]): Promise<Verb[]> {
      const standing = await this.standing(question.told);
      return await this.answer(question, (scene) => decide({ ...scene, standing, heard }));
    },

    /** Does a thing once for a question, though it comes twice at a time; what was answered before is answered again. */
    async once({ told, step, again }: Question, make: () => Promise<Verb[]>): Promise<Verb[]> {
      const key = JSON.stringify([told.call, step, again]);
      const before = running.get(key);
      if (before) return await before;
      const known = async () => (again === 0 ? (await calls.of(told.call))?.answers[step] : undefined);
      const made = (async () => (await known()) ?? (await make()))();
      running.set(key, made);
      try {
        return await made;
      } finally {
        running.delete(key);
      }
    },
  };
}

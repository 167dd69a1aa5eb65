import type { Choice } from "@parley/protocol";
import type { Account } from "./account.ts";
import type { Call, Calls } from "./calls.ts";
import { goodbye, listen, say, type Place, voicemail } from "./decide.ts";
import type { Sound, Verb } from "./flow.ts";
import type { Question, Talk } from "./talk.ts";
import type { Told } from "./told.ts";
import { waitForWords } from "./waiting.ts";
import { WORDS } from "./words.ts";

export interface TurnParts {
  talk: Talk;
  account: Account;
  calls: Calls;
}

/** What is done with what a gateway brought, by the last part of the address that it called. */
export type Turns = Readonly<Record<string, (question: Question) => Promise<Verb[]>>>;

/** Keys that mean the same at any time, or where the caller waits for a person. */
const [PERSON, MESSAGE, CALL_BACK] = ["0", "7", "8"];
/** What is less sure than that is noise. Some gateways write 0 where they do not know. */
const SURE = 0.25;

/** The turns of a call. */
export function createTurns({ talk, account, calls }: TurnParts): Turns {
  const words = WORDS[account.language];

  const greet = (question: Question) =>
    talk.answer(question, (scene) => {
      const notice = account.isRecorded ? [say(words.recorded)] : [];
      return listen(scene, [...notice, say(account.greeting ?? words.greeting)]);
    });

  /** Lets the bot think for as long as nobody wonders; it goes on behind that. */
  async function wait({ told, since }: Question): Promise<void> {
    const left = since + account.deadline - performance.now();
    if (left > 0) await waitForWords(calls, told.call, left);
  }

  async function turn(question: Question): Promise<Verb[]> {
    const { told } = question;
    const heard = heardIn(told);
    if (heard !== "something") return await talk.goOn(question, heard);
    const call = await talk.callOf(told);
    const status = (await talk.standing(told))?.conversation.state.status;
    if (status === "queued" && told.keys === MESSAGE) return await talk.answer(question, voicemail);
    if (status === "queued" && told.keys === CALL_BACK) return await callBack(question, call);
    await talk.takeIn(told, { id: nameOf(question), ...saidOf(told, call) });
    await wait(question);
    return await talk.goOn(question, "something");
  }

  function saidOf(told: Told, { choices }: Call): (Pick<Choice, "value"> & { text: string }) | { text: string } {
    const { keys, speech = "" } = told;
    if (keys === undefined) return { text: speech };
    if (keys === PERSON) return { text: words.person };
    const choice = choices[Number(keys) - 1];
    return choice ? { text: choice.label, value: choice.value } : { text: keys };
  }

  async function callBack(question: Question, { number }: Call): Promise<Verb[]> {
    if (number === "") return await talk.answer(question, (scene) => after(scene, say(words.noNumber)));
    await talk.takeIn(question.told, { id: nameOf(question), text: words.callBack(number) });
    return await talk.answer(question, ({ call }) => goodbye(call, words.calledBack));
  }

  async function dialed(question: Question): Promise<Verb[]> {
    const { told, step } = question;
    const standing = await talk.standing(told);
    const { state } = standing?.conversation ?? {};
    const agent = state?.status === "agent" ? state.agent.name : "";
    const { status, seconds } = told.dialed ?? { status: "failed", seconds: 0 };
    const isTaken = wasTaken(status, await calls.of(told.call));
    await talk.note(told, String(step), isTaken ? words.took(agent, seconds) : words.missed(agent));
    if (isTaken) return await talk.answer(question, ({ call }) => goodbye(call, words.bye));
    const sorry = { key: "", text: words.notThere(agent) };
    await calls.change(told.call, (call) => call && { ...call, waiting: [sorry, ...call.waiting] });
    return await talk.goOn(question, "nothing");
  }

  /** A gateway that records nothing brings what was said. */
  async function recorded(question: Question): Promise<Verb[]> {
    const { told, step } = question;
    if (told.speech) await talk.takeIn(told, { id: `${step}/written`, text: `${words.voicemail}: ${told.speech}` });
    await keepRecording(talk, told, words.voicemail);
    return await talk.answer(question, ({ call }) => goodbye(call, words.thanks));
  }

  return {
    "": greet,
    turn,
    async wait(question) {
      await wait(question);
      return await talk.goOn(question, "waiting");
    },
    dialed,
    recorded,
  };
}

/** What was said when asked once more is not what was said before. */
const nameOf = ({ step, again }: Question) => (again === 0 ? String(step) : `${step}/again/${again}`);

/** Whether somebody took a call. For some gateways a machine has taken it as well: it presses no key. */
const wasTaken = (status: string, call: Call | undefined) =>
  call?.taking !== "asked" && (status === "completed" || status === "answered");

/** Voicemail that begins with a sentence. */
function after(scene: Place, sound: Sound) {
  const { call, verbs } = voicemail(scene);
  return { call, verbs: [sound, ...verbs] };
}

/** What a caller did. */
function heardIn({ keys, speech, sure = 1 }: Told): "something" | "unclear" | "nothing" {
  if (keys !== undefined) return "something";
  if (speech === undefined) return "nothing";
  const isNoise = (sure > 0 && sure < SURE) || !/[\p{L}\p{N}]/u.test(speech);
  return isNoise ? "unclear" : "something";
}

/** Takes a recording in as a file of the conversation, once however often it is told. */
export async function keepRecording(talk: Talk, told: Told, name: string): Promise<void> {
  const { recording } = told;
  if (!recording || recording.seconds < 0) return;
  await talk.takeIn(told, {
    id: `recording/${recording.id}`,
    text: "",
    files: [{ ref: recording.url, name: `${name}.wav` }],
  });
}

import type { Standing } from "../../spine/port.ts";
import type { Account } from "./account.ts";
import type { Call } from "./calls.ts";
import type { Sound, Verb } from "./flow.ts";
import { WORDS } from "./words.ts";

/** A call in which the gateway asks what to do next. */
export interface Place {
  call: Call;
  account: Account;
  /** Where the gateway calls next. */
  to(path: string): string;
}

/** The same with all that is known. */
export interface Scene extends Place {
  /** Where the conversation stands; nothing was said in it yet unless told. */
  standing?: Standing | undefined;
  /** What came from the caller: words or keys, noise, or nothing; or they wait for what they asked. */
  heard: "something" | "unclear" | "nothing" | "waiting";
}

/** What the gateway does, and the call after that. */
export interface Move {
  verbs: Verb[];
  call: Call;
}

/** Seconds in which somebody begins to speak; of silence between two looks for what an agent wrote. */
const [LISTENS, LOOKS] = [6, 3];
/** How often a caller is told to wait, about two seconds each, before they are asked again. */
const PATIENCE = 20;

export const say = (text: string): Sound => ({ do: "say", text });

/** What the gateway does next. Pure. */
export function decide(scene: Scene): Move {
  const { call, heard } = scene;
  const status = statusOf(scene);
  const before = call.waiting.map(({ text }) => say(text));
  const now = before.length > 0 ? spoken(scene) : scene;
  if (status === "agent") return withAgent(now, before);
  if (status === "queued") return inLine(now, before);
  if (before.length > 0) return listen(now, before);
  return heard === "something" || heard === "waiting" ? think(scene) : ask(scene);
}

const statusOf = ({ standing }: Scene) => standing?.conversation.state.status ?? "bot";
const wordsOf = ({ account }: Place) => WORDS[account.language];

/** The scene once what waited is said. */
function spoken(scene: Scene): Scene {
  const { waiting } = scene.call;
  const choices = waiting.at(-1)?.choices ?? [];
  const saying = waiting.map(({ key }) => key);
  return { ...scene, call: { ...scene.call, waiting: [], saying, choices, silent: 0, fillers: 0 } };
}

/** Says something and listens. */
export function listen({ call, to }: Place, sounds: Sound[], seconds = LISTENS): Move {
  const keys = call.choices.length > 0 ? { keys: 1 } : {};
  return { call, verbs: [{ do: "gather", to: to("turn"), sounds, seconds, ...keys }] };
}

/** Keeps the caller company while the bot thinks. */
function think(scene: Scene): Move {
  const { call, to } = scene;
  const { fillers, tooLong } = wordsOf(scene);
  const count = call.fillers;
  if (count >= PATIENCE) return listen({ ...scene, call: { ...call, fillers: 0 } }, [say(tooLong)]);
  // Words at first, and again now and then; who hears nothing at all thinks that the line is dead.
  const words = count < 2 ? fillers[count] : count % 5 === 4 ? fillers.at(-1) : undefined;
  const sound: Sound = words === undefined ? { do: "pause", seconds: 1 } : say(words);
  return {
    call: { ...call, fillers: count + 1, silent: 0 },
    verbs: [sound, { do: "redirect", to: to("wait") }],
  };
}

/** Asks again who was not understood, or not heard; in the end says goodbye. */
function ask(scene: Scene): Move {
  const { call, heard } = scene;
  const { silent, unclear, more } = wordsOf(scene);
  const said = silent[call.silent] ?? silent.at(-1) ?? "";
  const next = { ...scene, call: { ...call, silent: call.silent + 1 } };
  // An agent has ended it: the caller may want something else.
  if (call.silent === 0 && heard === "nothing" && statusOf(scene) === "closed") return listen(next, [say(more)]);
  if (call.silent + 1 >= silent.length) return { call: next.call, verbs: [say(said), { do: "hangUp" }] };
  return listen(next, [say(heard === "unclear" && call.silent === 0 ? unclear : said)]);
}

/** An agent has the call: their telephone rings; where they have none, what they write is read out. */
function withAgent(scene: Scene, before: Sound[]): Move {
  const { call, account, standing } = scene;
  const { connecting, written } = wordsOf(scene);
  const { state } = standing?.conversation ?? {};
  const agent = state?.status === "agent" ? state.agent : { id: "", name: "" };
  const isNew = !call.dialed.includes(agent.id);
  const number = isNew ? account.numberOf(agent.name) : undefined;
  const told = isNew ? { ...call, dialed: [...call.dialed, agent.id] } : call;
  if (number !== undefined) {
    const { taking: _, ...rung } = told;
    return { call: rung, verbs: [...before, say(connecting(agent.name)), dial(scene, number)] };
  }
  const first = isNew ? [say(written(agent.name))] : [];
  return listen({ ...scene, call: { ...told, choices: [] } }, [...before, ...first], LOOKS);
}

function dial({ account, to }: Place, number: string): Verb {
  const { rings: seconds, callerId, isRecorded } = account;
  return {
    do: "dial",
    number,
    to: to("dialed"),
    notice: to("notice"),
    seconds,
    ...(callerId && { callerId }),
    ...(isRecorded && { recorded: to("talk") }),
  };
}

/** Rounds of music after which the caller is told again what they can do. */
const AGAIN = 4;

/** Waits for a person, with music and the place in line; or, where nobody is there, is asked for a message. */
function inLine(scene: Scene, before: Sound[]): Move {
  const { call, account, standing } = scene;
  const words = wordsOf(scene);
  if (standing?.online === 0) return withNobody(scene, before);
  const { rounds } = call;
  const place = standing?.position ?? 1;
  const isNews = place !== call.place || rounds % AGAIN === 0;
  const sounds = [
    ...before,
    ...(isNews ? [say(words.waits(place))] : []),
    ...(rounds % AGAIN === 1 ? [say(words.menu)] : []),
  ];
  const held = { ...scene, call: { ...call, rounds: rounds + 1, place, silent: 0 } };
  return listen(held, [...sounds, { do: "play", url: account.music }], 1);
}

function withNobody(scene: Scene, before: Sound[]): Move {
  const { call, heard } = scene;
  // Who was told what they can do, and does nothing, is not kept for ever.
  const isSilent = before.length === 0 && heard === "nothing" && call.rounds > 0;
  if (isSilent) return ask(scene);
  const told = { ...scene, call: { ...call, rounds: call.rounds + 1 } };
  return listen(told, [...before, say(wordsOf(scene).nobody)], LISTENS + 2);
}

/** Records a message, once the caller was told so. */
export function voicemail(scene: Place): Move {
  const { to, account, call } = scene;
  const record: Verb = {
    do: "record",
    to: to("recorded"),
    recorded: to("recording"),
    written: to("written"),
    seconds: account.longest,
  };
  return { call, verbs: [say(wordsOf(scene).record), record] };
}

/** Says something last. */
export const goodbye = (call: Call, text: string): Move => ({ call, verbs: [say(text), { do: "hangUp" }] });

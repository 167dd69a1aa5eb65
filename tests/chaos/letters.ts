import { newId } from "@parley/protocol";
import { type Messenger, type Mood, openMessenger } from "../channels/messenger-peer.ts";
import type { Random } from "./random.ts";
import { SECRET } from "./secret.ts";

export interface LetterParts {
  house: Messenger;
  random: Random;
  urls: readonly string[];
  count: number;
}

/** Somebody of the other house, who writes to the engine from there. */
export interface LetterWriter {
  readonly name: string;
  /** What they wrote, by its marks, in order. */
  readonly marks: readonly string[];
  /** How much of it the engine has not taken yet. */
  readonly waiting: number;
  write: (text: string, value?: string) => void;
}

/** How often the other house does not take a message as it should. */
const MOODS: readonly [Mood, number][] = [
  ["fails", 0.1],
  ["is gone", 0.1],
  ["loses the answer", 0.1],
  ["is slow", 0.05],
  ["asks to wait", 0.02],
];

/** The other house, which is often not well until it is told to be. */
export async function openHouse(random: Random) {
  let well = false;
  const house = await openMessenger(SECRET, () => {
    const found = well ? undefined : MOODS.find(([, share]) => random.chance(share));
    return found ? found[0] : "well";
  });
  return { ...house, heal: () => void (well = true) };
}

/** People who write from the other house: one message after the other, each until it was taken. */
export function openLetters({ house, random, urls, count }: LetterParts): LetterWriter[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `letter writer ${index}`;
    const marks: string[] = [];
    const queue: object[] = [];

    async function post(): Promise<void> {
      for (let message = queue[0]; message; message = queue[0]) {
        const status = await house.tells(random.pick(urls), { message }).catch(() => 0);
        if (status === 204) queue.shift();
        else await new Promise((resolve) => void setTimeout(resolve, random.between(100, 1_000)));
      }
    }
    return {
      name,
      marks,
      get waiting() {
        return queue.length;
      },
      write(text, value) {
        const mark = `${name}#${marks.length + 1}`;
        marks.push(mark);
        queue.push({ id: newId(), from: { id: name }, text: `${text} (${mark})`, ...(value && { value }) });
        if (queue.length === 1) void post();
      },
    };
  });
}

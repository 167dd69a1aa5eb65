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

/** What goes wrong in the other house, one after the other. */
const MOODS: readonly Mood[] = ["fails", "is gone", "loses the answer", "asks to wait", "is slow"];
/** Which of the messages that it is handed it does not take as it should: one in so many. */
const OFTEN = 3;

/** The other house, which is often not well until it is told to be. */
export async function openHouse() {
  let well = false;
  let handed = 0;
  const house = await openMessenger(SECRET, () => {
    handed += 1;
    const trouble = handed % OFTEN === 0 && !well;
    return (trouble && MOODS[(handed / OFTEN - 1) % MOODS.length]) || "well";
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

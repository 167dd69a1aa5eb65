import type { Answer } from "./memory.ts";
import { visitorToken } from "./page.ts";
import type { Telling } from "./telling.ts";

/** Milliseconds between two looks, and how many there are until the chat has to be connected; how often the engine is asked. */
const [PAUSE, LOOKS, TRIES] = [200, 100, 5];

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Sends what somebody answers to an invitation. It is kept for this tab until the chat has it, which delivers it as anything they write: a
 * page that goes meanwhile loses nothing.
 */
export function createAnswering({ memory, post }: Pick<Telling, "memory" | "post">) {
  async function connected(): Promise<string | undefined> {
    for (let look = 0; look < LOOKS; look++) {
      const token = visitorToken();
      if (token) return token;
      await later(PAUSE);
    }
    return undefined;
  }

  async function told(answer: object): Promise<void> {
    for (let tried = 0; tried < TRIES; tried++) {
      if (await post("/answer", answer)) return;
      await later(1_000);
    }
  }

  async function send({ invitation, text }: Answer): Promise<void> {
    window.parley?.("open");
    const token = await connected();
    const { key } = memory.here();
    if (token) await told({ key, invitation, token });
    // Who has signed out meanwhile has left nothing here.
    if (memory.answer()?.invitation !== invitation) return;
    // From here on it is the chat's, which says so if it cannot be delivered.
    memory.keepAnswer();
    window.parley?.("send", text);
  }

  return {
    async answer(answer: Answer): Promise<void> {
      memory.answered(answer.invitation);
      memory.keepAnswer(answer);
      await send(answer);
    },
    /** What the page before could not send any more. */
    resume(): void {
      const kept = memory.answer();
      if (kept) void send(kept);
    },
  };
}

import type { Readable } from "node:stream";
import type { Upload } from "../services/dialog/contract.ts";
import { tooMuch } from "./problems.ts";

/** Uploads of one conversation that a node takes in at once: clients send one after the other, over a few pages. */
export const OF_ONE = 8;

interface Turn {
  conversationId: string;
  body: Readable;
  over: Promise<unknown>;
}

/**
 * Whose bytes a node takes in at the moment: so many uploads, a few of a conversation, and of each one body. A second body of an upload ends the
 * first one's connection and waits for what came over it, as whoever lost their connection without a word goes on over another.
 */
export function createTurns(atOnce: number) {
  const running = new Map<string, Turn>();

  function refuseTooMany(conversationId: string): void {
    const mine = [...running.values()].filter((turn) => turn.conversationId === conversationId);
    if (running.size < atOnce && mine.length < OF_ONE) return;
    throw tooMuch();
  }

  return {
    get count() {
      return running.size;
    },
    /** Runs `first` where nothing was before, else `next` once that is over. Throws `overloaded` where there is too much. */
    async of<T>({ id, conversationId }: Upload, body: Readable, first: () => Promise<T>, next = first): Promise<T> {
      const before = running.get(id);
      if (before) before.body.destroy();
      else refuseTooMany(conversationId);
      const taking = before ? before.over.then(next) : first();
      const turn = { conversationId, body, over: taking.catch(() => {}) };
      running.set(id, turn);
      try {
        return await taking;
      } finally {
        if (running.get(id) === turn) running.delete(id);
      }
    },
  };
}

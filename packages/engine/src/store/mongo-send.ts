import type { Collection as MongoCollection } from "mongodb";
import type { AnyDoc } from "./document.ts";
import { hadNoConnection, isUnknownOutcome } from "./mongo-failure.ts";

/** Sends one command about the documents of a collection. Waits for a server, for as long as the address allows. */
export type Send = <R>(command: (documents: MongoCollection<AnyDoc>) => Promise<R>) => Promise<R>;

/** How often a command may be sent, and how often it may be tried to send it. */
const MOST_SENT = 2;
const MOST_TRIES = 4;

/**
 * Runs what may be done twice, once more where it is unknown whether it was done: the connection broke, or there was no answer.
 * `onUnknown` hears of it. The driver does the same for reads, but not within long ones, and for single writes to a replica set only.
 *
 * Done twice is as if the caller had repeated it. Reads may be, and so may a removal: what comes to match in between goes with it.
 */
export async function again<R>(run: () => Promise<R>, onUnknown: (error: unknown) => void = () => {}): Promise<R> {
  let sent = 0;
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      // The next try waits until there is one.
      if (!hadNoConnection(error)) sent += 1;
      if (!isUnknownOutcome(error) || sent === MOST_SENT || tries === MOST_TRIES) throw error;
      onUnknown(error);
    }
  }
}

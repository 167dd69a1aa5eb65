import { ChatError, RETRYABLE } from "@parley/protocol";
import type { ImapFlow } from "imapflow";
import type { ChannelKit } from "../../spine/port.ts";
import { MOST } from "./mail.ts";
import { createPlace, type Place } from "./place.ts";
import type { Take } from "./taking.ts";

export interface ReadingParts {
  memory: ChannelKit["memory"];
  take: Take;
  /** Where mails go once they are stored; they stay where they are unless told. */
  moveTo?: string | undefined;
  /** Whether it is still for us to read. */
  goesOn: () => Promise<boolean>;
  onError: (error: unknown) => void;
}

/** Bytes of a mail that is too large: enough to say of it what it is. */
const BEGINNING = 64 * 1024;

/** Takes in what is new in a mailbox. How far it is read is noted after each mail that is stored. */
export function createReading({ memory, take, moveTo, goesOn, onError }: ReadingParts) {
  const place = createPlace(memory);

  async function bytesOf(box: ImapFlow, uid: number, size: number): Promise<Buffer | undefined> {
    const found = await box.fetchOne(
      String(uid),
      { source: { maxLength: size > MOST ? BEGINNING : MOST } },
      { uid: true },
    );
    return found ? found.source : undefined;
  }

  /** Takes one in. Resolves to whether it is done with: one that cannot be taken now is held, and others pass. */
  async function takeOne(box: ImapFlow, uid: number, size = 0): Promise<boolean> {
    const raw = await bytesOf(box, uid, size);
    if (!raw) return true;
    try {
      await take(raw, { size });
    } catch (error) {
      const code = error instanceof ChatError ? error.code : undefined;
      if (code === "tooMany") return false;
      if (code === undefined || RETRYABLE.includes(code)) throw error;
      // It would be refused for ever.
      onError(error);
    }
    if (moveTo !== undefined) await box.messageMove(String(uid), moveTo, { uid: true }).catch(onError);
    return true;
  }

  async function held(box: ImapFlow, from: Place): Promise<Place> {
    let at = from;
    for (const uid of from.held) {
      if (!(await goesOn())) return at;
      const found = await box.fetchOne(String(uid), { uid: true, size: true }, { uid: true });
      if (!found || (await takeOne(box, uid, found.size)))
        at = await place.note({ ...at, held: at.held.filter((one) => one !== uid) });
    }
    return at;
  }

  async function news(box: ImapFlow, from: Place): Promise<void> {
    let at = from;
    const found = await box.fetchAll(`${at.last + 1}:*`, { uid: true, size: true, internalDate: true }, { uid: true });
    for (const { uid, size, internalDate } of found.toSorted((a, b) => a.uid - b.uid)) {
      // The last one is named though it is older.
      if (uid <= from.last) continue;
      if (!(await goesOn())) return;
      // A mailbox that was made anew has all that was there before we came.
      const isOld = at.again && new Date(internalDate ?? 0).getTime() < at.since;
      const isDone = isOld || (await takeOne(box, uid, size));
      at = await place.note({ ...at, last: uid, held: isDone ? at.held : [...at.held, uid] });
    }
  }

  return async function readOn(box: ImapFlow): Promise<void> {
    if (!box.mailbox) throw new Error("The folder of the mailbox is not open.");
    const { uidValidity, uidNext } = box.mailbox;
    await news(box, await held(box, await place.read({ uidValidity: String(uidValidity), uidNext })));
  };
}

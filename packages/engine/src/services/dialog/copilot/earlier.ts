import { createHmac } from "node:crypto";
import type { Store } from "../../../store/store.ts";
import { ownKey } from "../../own-key.ts";
import { FILE_KEYS } from "../files/stored.ts";
import { createHeld } from "./held.ts";
import { mayBeNobodys, type Whose } from "./nobodys.ts";
import { COMMON_ANSWERS, SENT_ANSWERS, type SentAnswer } from "./stored.ts";

/** People who must have been told the same, so that it is nobody's. */
const PEOPLE = 3;
const KEPT = 400 * 24 * 3_600_000;
const FORGET_EVERY = 24 * 3_600_000;
/** Enough to see that three of them are different people. */
const LOOKED_AT = 50;

/** An answer of an agent to a visitor's words. */
export interface Answering {
  conversationId: string;
  inboxId: string;
  personId: string;
  whose: Whose;
  messageId: string;
  text: string;
  gist: { language: "en" | "zh"; terms: readonly string[] };
}

/** What people answered before. Of words that were not said to several people, only hashes are kept. */
export function createEarlier(store: Store, now: () => number) {
  const sent = SENT_ANSWERS.open(store);
  const common = COMMON_ANSWERS.open(store);
  const key = ownKey(FILE_KEYS.open(store), "earlier-answers");
  const held = createHeld(sent, now, KEPT);
  let forgotAt = -Infinity;

  const hasher = async () => {
    const secret = await key();
    return (kind: string, ...words: string[]) =>
      createHmac("sha256", secret)
        .update(JSON.stringify([kind, ...words]))
        .digest("base64url");
  };
  const short = (hash: string) => hash.slice(0, 12);

  /** To how many people it was said, as the store has it now. */
  async function peopleOf(answer: string, without = ""): Promise<number> {
    const elsewhere = without === "" ? {} : { conversationId: { $ne: without } };
    const rows = await sent.find({ answer, ...elsewhere }, { limit: LOOKED_AT });
    return new Set(rows.map(({ person }) => person)).size;
  }

  /** Forgets what is too old, once a day at most. */
  async function forget(): Promise<void> {
    if (now() - forgotAt < FORGET_EVERY) return;
    forgotAt = now();
    await sent.remove({ at: { $lt: now() - KEPT } });
    await common.remove({ at: { $lt: now() - KEPT } });
  }

  return {
    /** Notes that an agent answered. The words are kept once the third person was told the same. */
    async note({ conversationId, inboxId, personId, whose, messageId, text, gist }: Answering): Promise<void> {
      if (gist.terms.length === 0 || !mayBeNobodys(text, whose)) return;
      const hash = await hasher();
      const answer = hash("answer", inboxId, text.trim());
      const row: SentAnswer = {
        _id: hash("sent", conversationId, messageId),
        conversationId,
        inboxId,
        answer,
        person: hash("person", personId),
        language: gist.language,
        terms: gist.terms.map((term) => short(hash("term", term))),
        at: now(),
      };
      if (!(await sent.insert(row))) return;
      held.add(row);
      if ((await peopleOf(answer)) >= PEOPLE)
        await common.insert({ _id: answer, inboxId, text: text.trim(), at: now() });
      await forget();
    },

    /** What was answered to such words in an inbox, in their language, likeliest first. */
    async find(inboxId: string, { language, terms }: Answering["gist"], most: number) {
      if (terms.length === 0) return [];
      await held.read();
      const hash = await hasher();
      const hashed = terms.map((term) => short(hash("term", term)));
      const likely = [...held.find(inboxId, language, hashed)];
      const found: { text: string; score: number; people: number }[] = [];
      for (const [answer, score] of likely.sort(([, one], [, other]) => other - one).slice(0, 2 * most)) {
        const there = await common.findOne({ _id: answer });
        const people = there ? await peopleOf(answer) : 0;
        if (there && people >= PEOPLE) found.push({ text: there.text, score, people });
        if (found.length === most) break;
      }
      return found;
    },

    /** Forgets what was answered in a conversation, and words that are too few people's without it. */
    async erase(conversationId: string): Promise<void> {
      const rows = await sent.find({ conversationId });
      const answers = [...new Set(rows.map(({ answer }) => answer))];
      // The words go first: of who dies in between, the hashes are still there to say which words they were.
      for (const answer of answers)
        if ((await peopleOf(answer, conversationId)) < PEOPLE) await common.remove({ _id: answer });
      await sent.remove({ conversationId });
      held.drop(rows.map(({ _id }) => _id));
      // Somebody may have been told the same meanwhile, when it was still three people's.
      for (const answer of answers) if ((await peopleOf(answer)) < PEOPLE) await common.remove({ _id: answer });
    },
  };
}

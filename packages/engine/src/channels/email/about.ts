import * as v from "valibot";
import type { Mail } from "./mail.ts";

/** Ids that a mail names at most: the first one, and the last. */
const MOST = 20;

const About = v.object({
  /** The last mail that came. */
  id: v.string(),
  /** What it named: the first mail of all first. */
  references: v.array(v.string()),
  subject: v.string(),
  /** Who wrote it. */
  from: v.optional(v.string()),
});
/** What is needed to answer in a thread. */
export type About = v.InferOutput<typeof About>;

/** What is kept of a conversation's last mail. */
export const aboutAfter = ({ id, answers, subject, from }: Mail): string =>
  JSON.stringify({
    id,
    references: answers.toReversed().slice(-MOST),
    subject,
    from: from?.address,
  } satisfies About).slice(0, 20_000);

/** What was kept; nothing where that is not to be read. */
export function readAbout(kept: string | undefined): About | undefined {
  try {
    return v.parse(About, JSON.parse(kept ?? ""));
  } catch {
    return undefined;
  }
}

/** What the next mail of ours names. */
export function referencesAfter({ id, references }: About): string[] {
  const all = [...new Set([...references, id])];
  return all.length <= MOST ? all : [all[0] ?? "", ...all.slice(1 - MOST)];
}

/** What the next mail of ours is called. */
export function subjectAfter(about: About | undefined, usual: string): string {
  const subject = about?.subject ?? "";
  if (subject === "") return usual;
  return /^\s*(?:re|回复|答复|回覆|aw|sv|antw)\s*[:：]/i.test(subject) ? subject : `Re: ${subject}`;
}

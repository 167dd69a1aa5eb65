/** Something that can be done here and now. */
export interface Command {
  id: string;
  label: string;
  /** What kind of thing it is, in a word or two. */
  group: string;
  keys?: string;
  run: () => unknown;
}

const MOST = 60;

/** Whether a command has all words of what was typed: as the beginning of a word, in Chinese anywhere. */
export function fits({ label, group }: Pick<Command, "label" | "group">, typed: string): boolean {
  return wordsOf(typed).every((word) => has(`${group} ${label}`, word));
}

/**
 * Commands that fit what was typed. What begins with it comes first, else the order stays. `always`: ids of those that fit whatever was
 * typed, and are never left out for want of room.
 */
export function matching(commands: readonly Command[], typed: string, always: readonly string[] = []): Command[] {
  const whole = wordsOf(typed).join(" ");
  const rank = ({ label }: Command) => (fold(label).startsWith(whole) ? 0 : 1);
  const kept = commands.filter(({ id }) => always.includes(id));
  const found = commands
    .filter((command) => !kept.includes(command) && fits(command, typed))
    .map((command) => ({ command, place: rank(command) }))
    .toSorted((one, other) => one.place - other.place)
    .slice(0, MOST - kept.length)
    .map(({ command }) => command);
  return [...found, ...kept];
}

const wordsOf = (typed: string) => fold(typed).split(" ").filter(Boolean);
const fold = (text: string) => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();

function has(text: string, word: string): boolean {
  const parts = fold(text).split(/[^\p{L}\p{N}]+/u);
  return parts.some((part) => part.startsWith(word) || (/\p{Script=Han}/u.test(part) && part.includes(word)));
}

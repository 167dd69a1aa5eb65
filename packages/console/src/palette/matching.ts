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

/**
 * Commands that have all words of what was typed: as the beginning of a word, in Chinese anywhere. What begins with it comes first, else the
 * order stays. `always`: ids of those that fit whatever was typed.
 */
export function matching(commands: readonly Command[], typed: string, always: readonly string[] = []): Command[] {
  const words = fold(typed).split(" ").filter(Boolean);
  const whole = words.join(" ");
  const rank = ({ label }: Command) => (fold(label).startsWith(whole) ? 0 : 1);
  return commands
    .filter(({ id, label, group }) => always.includes(id) || words.every((word) => has(`${group} ${label}`, word)))
    .map((command) => ({ command, place: rank(command) }))
    .toSorted((one, other) => one.place - other.place)
    .slice(0, MOST)
    .map(({ command }) => command);
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();

function has(text: string, word: string): boolean {
  const parts = fold(text).split(/[^\p{L}\p{N}]+/u);
  return parts.some((part) => part.startsWith(word) || (/\p{Script=Han}/u.test(part) && part.includes(word)));
}

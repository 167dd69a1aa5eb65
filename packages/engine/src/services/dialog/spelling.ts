const WORDS = `human humans person people agent agents operator representative supervisor manager customer service
support someone somebody anybody anyone speak connect transfer advisor adviser escalate talk chat real`.split(/\s+/);
/** Words that are one letter from another and meant as they are. */
const MEANT = new Set(
  `humane persona personal persons parson manage managed manages mangers operators operated speaks sneak speck peak anyones
  services serviced supports supported connects transfers agency urgent walk tall tale task take tank cat chap char that what read
  rear reap reel rear seal deal meal heal chatted talked speaker representatives customers custom advisors escalator reall peoples`.split(
    /\s+/,
  ),
);
/** Slips of more than one letter that many make. */
const COMMON: Readonly<Record<string, string>> = {
  costumer: "customer",
  costomer: "customer",
  custumer: "customer",
  persun: "person",
};
const SHORT = 4;

/** A message with the words of asking for a person put right where one letter is wrong, missing, extra or swapped. */
export function correctSpelling(text: string): string {
  return text.replaceAll(/[a-z]{4,}/g, (word) => {
    if (MEANT.has(word) || WORDS.includes(word)) return word;
    return COMMON[word] ?? WORDS.find((known) => isSlipOf(word, known)) ?? word;
  });
}

/** Whether one letter makes the difference. Of short words only swapped letters count, since most others are words too. */
function isSlipOf(word: string, known: string): boolean {
  if (Math.abs(word.length - known.length) > 1 || word[0] !== known[0]) return false;
  let start = 0;
  while (start < word.length && word[start] === known[start]) start += 1;
  return isSlip(word.slice(start), known.slice(start), known.length > SHORT);
}

function isSlip(rest: string, wanted: string, long: boolean): boolean {
  if (rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2)) return true;
  return long && (rest.slice(1) === wanted.slice(1) || rest === wanted.slice(1) || rest.slice(1) === wanted);
}

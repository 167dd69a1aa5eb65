import { inboxesOf, type Seeing } from "@parley/protocol";

/** Who of a team comes for whom. Asked of many inboxes, it looks at each member once. */
export function teamAt(team: readonly Seeing[]) {
  const everywhere = team.filter((one) => !inboxesOf(one)).length;
  const seenBy = new Map<string, ReadonlySet<string>[]>();
  for (const seen of team.map((one) => new Set(inboxesOf(one)))) {
    for (const inboxId of seen) {
      const others = seenBy.get(inboxId);
      if (others) others.push(seen);
      else seenBy.set(inboxId, [seen]);
    }
  }
  const who = (inboxId: string) => seenBy.get(inboxId) ?? [];
  /** Whether who waits in one and in the other wait for the same people. */
  const share = (one: string, other: string) =>
    one === other || everywhere > 0 || who(one).some((seen) => seen.has(other));

  return {
    share,
    /** How many see an inbox. */
    at: (inboxId: string) => everywhere + who(inboxId).length,
    /** How many of some wait for the people for whom who waits in an inbox does. */
    before(inboxId: string, waiting: readonly { inboxId: string }[]): number {
      const shared = new Map<string, boolean>();
      for (const one of waiting) if (!shared.has(one.inboxId)) shared.set(one.inboxId, share(inboxId, one.inboxId));
      return waiting.filter((one) => shared.get(one.inboxId)).length;
    },
  };
}
type TeamAt = ReturnType<typeof teamAt>;

/**
 * The places of those who wait, given in their order: 1 and how many before them wait for the same people. What two inboxes share is asked
 * once of each two.
 */
export function placesOf<T extends { inboxId: string }>(
  line: readonly T[],
  team: TeamAt,
): (T & { position: number })[] {
  const inboxes = [...new Set(line.map(({ inboxId }) => inboxId))];
  const before = new Map(inboxes.map((inboxId) => [inboxId, 0]));
  const alike = new Map(inboxes.map((one) => [one, inboxes.filter((other) => team.share(one, other))]));
  return line.map((one) => {
    const position = 1 + (before.get(one.inboxId) ?? 0);
    for (const other of alike.get(one.inboxId) ?? []) before.set(other, 1 + (before.get(other) ?? 0));
    return { ...one, position };
  });
}

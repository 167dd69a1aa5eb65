/** What a run went through. */
export interface Happened {
  seconds: number;
  deliveries: number;
  /** How often each kind of fault was planned, and how often it came about. */
  planned: Readonly<Record<string, number>>;
  byKind: Readonly<Record<string, number>>;
}

/** A full run, and what must happen in it at least for its outcome to mean something. */
const FULL = { seconds: 60, faults: 35, deliveries: 10_000 };
/** What a shorter run must reach of its proportional part: it has a smaller crowd and as much to start as a full one. */
const OF_SHORTER = { faults: 1 / 2, deliveries: 1 / 10 };
/** A kind of fault that was planned so often must have come about. */
const OFTEN = 2;

/** Why a run proves nothing, however well it went: sentences, none if it does. */
export function tooLittle({ seconds, deliveries, planned, byKind }: Happened): string[] {
  const faults = Object.values(byKind).reduce((sum, count) => sum + count, 0);
  const least = (what: "faults" | "deliveries") =>
    seconds >= FULL.seconds ? FULL[what] : Math.floor((FULL[what] * seconds * OF_SHORTER[what]) / FULL.seconds);
  const never = Object.entries(planned).filter(([kind, times]) => times >= OFTEN && !byKind[kind]);
  return [
    ...(faults < least("faults") ? [`${faults} faults are too few, ${least("faults")} are asked for`] : []),
    ...(deliveries < least("deliveries")
      ? [`${deliveries} deliveries are too few, ${least("deliveries")} are asked for`]
      : []),
    ...never.map(([kind, times]) => `${kind} was planned ${times} times and never came about`),
  ];
}

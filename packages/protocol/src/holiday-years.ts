/** The years whose public holidays are known, by country; those of mainland China are published in November of the year before. */
export const HOLIDAY_YEARS = { CN: [2026] } as const satisfies Readonly<Record<string, readonly number[]>>;

/** The next year, from October on, where its holidays are not known yet: somebody has to write them down, or take a newer version. */
export function yearToCome(country: keyof typeof HOLIDAY_YEARS, now: number): number | undefined {
  const day = new Date(now);
  const wanted = day.getUTCFullYear() + (day.getUTCMonth() >= 9 ? 1 : 0);
  const known: readonly number[] = HOLIDAY_YEARS[country];
  return known.includes(wanted) ? undefined : wanted;
}

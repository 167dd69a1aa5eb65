/** A time zone in which it is about noon: what a page counts by the day is counted, however long a test takes and whenever it runs. */
export function whereItIsNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  // Names of these zones have the sign the other way round.
  return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

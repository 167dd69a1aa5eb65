/** Pixels above and below what is in sight that are drawn as well. */
const MORE = 500;

/** A row that is drawn, and the pixels of those that are not: between the drawn one above and it, and after the last one. */
export interface RowPlace {
  at: number;
  above: number;
  below: number;
}

/** Which of so many rows are drawn: those in sight and near it, or the nearest one, and those that are to be kept; -1 is none. */
export function placesIn(
  count: number,
  heightOf: (at: number) => number,
  { from, tall }: { from: number; tall: number },
  keep: readonly number[],
): RowPlace[] {
  const places: RowPlace[] = [];
  let [top, gap] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const bottom = top + heightOf(at);
    const isNear = bottom > from - MORE && top < from + tall + MORE;
    // Never an empty list: who goes through it by keys or ear finds where it goes on.
    const isEdge = (at === 0 && top >= from + tall + MORE) || (at === count - 1 && bottom <= from - MORE);
    if (isNear || isEdge || keep.includes(at)) {
      places.push({ at, above: gap, below: 0 });
      gap = 0;
    } else gap += bottom - top;
    top = bottom;
  }
  const last = places.at(-1);
  if (last) last.below = gap;
  return places;
}

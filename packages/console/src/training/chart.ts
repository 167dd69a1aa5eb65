export interface Point {
  x: number;
  y: number;
}

/** The frame of a chart in its own units; text around it has room. */
export const FRAME = { width: 420, height: 160, left: 40, right: 10, top: 10, bottom: 22 };

/** Where a chart's axis begins and ends so that all values fit, with a little air; never empty. */
export function range(values: readonly number[], within: { least?: number; most?: number } = {}): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!Number.isFinite(low)) return [within.least ?? 0, within.most ?? 1];
  const air = (high - low || Math.abs(high) || 1) * 0.08;
  return [Math.max(low - air, within.least ?? -Infinity), Math.min(high + air, within.most ?? Infinity)];
}

/** Points of a series within the frame. `epochs` is where the x axis ends. */
export function place(points: readonly Point[], epochs: number, [low, high]: [number, number]): Point[] {
  const { width, height, left, right, top, bottom } = FRAME;
  const across = (x: number) => left + ((x - 1) / Math.max(1, epochs - 1)) * (width - left - right);
  const up = (y: number) => top + (1 - (y - low) / (high - low || 1)) * (height - top - bottom);
  return points.map(({ x, y }) => ({ x: across(x), y: up(y) }));
}

/** The line through the points, as an SVG path. */
export function path(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

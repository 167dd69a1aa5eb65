import { FRAME, path, place, type Point, range } from "./chart.ts";

interface ChartProps {
  title: string;
  /** Said by screen readers instead of the drawing. */
  label: string;
  points: readonly Point[];
  /** Where the x axis ends. */
  epochs: number;
  within?: { least?: number; most?: number };
  format: (value: number) => string;
  tone: "accent" | "good";
}

/** One line over epochs, with its last value written at the end. */
export function Chart({ title, label, points, epochs, within, format, tone }: ChartProps) {
  const [low, high] = range(
    points.map(({ y }) => y),
    within,
  );
  const placed = place(points, epochs, [low, high]);
  const last = placed.at(-1);
  const { width, height, left, right, top, bottom } = FRAME;
  const lines = [high, (low + high) / 2, low];
  return (
    <figure class={`chart ${tone}`}>
      <figcaption>
        {title}
        <b class="tabular">{points.length ? format(points.at(-1)?.y ?? 0) : "–"}</b>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {lines.map((value, index) => {
          const y = top + (index / 2) * (height - top - bottom);
          return (
            <g key={index}>
              <line class="grid" x1={left} x2={width - right} y1={y} y2={y} />
              <text x={left - 6} y={y + 3.5} text-anchor="end">
                {format(value)}
              </text>
            </g>
          );
        })}
        <text x={left} y={height - 6}>
          1
        </text>
        <text x={width - right} y={height - 6} text-anchor="end">
          {epochs}
        </text>
        <path d={path(placed)} />
        {last && <circle cx={last.x} cy={last.y} r="3.500" />}
      </svg>
    </figure>
  );
}

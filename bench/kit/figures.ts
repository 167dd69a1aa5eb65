import { writeFile } from "node:fs/promises";
import { options, quick } from "./options.ts";

export { quick };

/** One measured figure, beside what the project asks of it, if it does. */
export interface Figure {
  figure: string;
  measured: number;
  better: "more" | "less";
  /** The bar. */
  must?: number;
  /** What would be excellent. */
  aim?: number;
}

/** How far the first and the last floor may be apart before the machine counts as restless, as a share of the greater. */
const CALM = 0.25;

/** The middle one. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5);
}

/** The value that a share of all does not exceed, by the nearest-rank method. */
export function percentile(numbers: readonly number[], share: number): number {
  const ascending = numbers.toSorted((a, b) => a - b);
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? 0;
}

/** How far the first and the last are apart, as a share of the greater: a measure of how calm the machine was. */
function drift(numbers: readonly number[]): number {
  const [first = 0, last = 0] = [numbers.at(0), numbers.at(-1)];
  return Math.abs(first - last) / Math.max(first, last);
}

/**
 * Measures floor, product, floor, product ... floor, so that each measurement of the product lies between two of the floor,
 * which it is compared with. A machine that becomes slower for a while makes both slower.
 */
export async function interleave<T>(floor: () => Promise<T>, product: () => Promise<T>, rounds = quick ? 1 : 5) {
  const floors = [await floor()];
  const products: T[] = [];
  for (let round = 0; round < rounds; round += 1) {
    products.push(await product());
    floors.push(await floor());
  }
  return {
    floors,
    products,
    /** Median over the rounds of the product's figure divided by that of the floor around it. */
    ratio(figure: (measured: T) => number): number {
      return median(
        products.map((measured, round) => {
          const around = [floors[round], floors[round + 1]].flatMap((floor) => (floor ? [figure(floor)] : []));
          return figure(measured) / (around.reduce((sum, value) => sum + value, 0) / around.length);
        }),
      );
    },
  };
}

/**
 * Prints the figures against their bars, and writes them with everything that was measured where `--json` says. `floors` are
 * what the floor measured, first to last, by what was measured: where the ends are far apart the run was not calm, and says so.
 */
export async function report(
  name: string,
  figures: readonly Figure[],
  measured: object,
  floors: Readonly<Record<string, readonly number[]>> = {},
): Promise<void> {
  const drifts = Object.entries(floors).map(([floor, values]) => [floor, drift(values)] as const);
  console.log(`\n${name}${quick ? " (quick: the figures mean nothing)" : ""}`);
  console.table(Object.fromEntries(figures.map((figure) => [figure.figure, row(figure)])));
  for (const [floor, share] of drifts) {
    if (share > CALM)
      console.log(
        `The first and the last floor are ${Math.round(100 * share)} % apart (${floor}): the machine was not calm.`,
      );
  }
  const result = { name, quick, figures, drift: Object.fromEntries(drifts), measured };
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(result, undefined, 2)}\n`);
}

function row({ measured, must, aim, better }: Figure) {
  const bar = (value: number) => `${better === "more" ? "≥" : "≤"} ${value}`;
  const reaches = (value: number) => (better === "more" ? measured >= value : measured <= value);
  return {
    measured: rounded(measured),
    ...(must !== undefined && { must: bar(must) }),
    ...(aim !== undefined && { aim: bar(aim) }),
    ...(must !== undefined && { verdict: verdict(reaches, must, aim) }),
  };
}

function verdict(reaches: (bar: number) => boolean, must: number, aim: number | undefined): string {
  if (aim !== undefined && reaches(aim)) return "aim";
  return reaches(must) ? "met" : "MISSED";
}

const rounded = (value: number) => Number(value.toPrecision(3));

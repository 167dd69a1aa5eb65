import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

/** One measured figure, beside what the project asks of it. */
export interface Figure {
  figure: string;
  measured: number;
  /** The bar. */
  must: number;
  /** What would be excellent. */
  aim: number;
  better: "more" | "less";
}

const { values } = parseArgs({
  options: { json: { type: "string" }, quick: { type: "boolean", default: false } },
  allowPositionals: true,
  strict: false,
});

/** Whether only a look is wanted whether everything runs: fewer repetitions, less load. Its figures mean nothing. */
export const quick = values["quick"] === true;

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
export function drift(numbers: readonly number[]): number {
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

/** Prints the figures against their bars, and writes them with everything that was measured where `--json` says. */
export async function report(name: string, figures: readonly Figure[], measured: object): Promise<void> {
  const rows = figures.map(({ figure, measured, must, aim, better }) => {
    const reaches = (bar: number) => (better === "more" ? measured >= bar : measured <= bar);
    const bar = (value: number) => `${better === "more" ? "≥" : "≤"} ${value}`;
    const verdict = reaches(aim) ? "aim" : reaches(must) ? "met" : "MISSED";
    return [figure, { measured: rounded(measured), must: bar(must), aim: bar(aim), verdict }] as const;
  });
  console.log(`\n${name}${quick ? " (quick: the figures mean nothing)" : ""}`);
  console.table(Object.fromEntries(rows));
  const file = values["json"];
  if (typeof file === "string")
    await writeFile(file, `${JSON.stringify({ name, quick, figures, measured }, undefined, 2)}\n`);
}

const rounded = (value: number) => Number(value.toPrecision(3));

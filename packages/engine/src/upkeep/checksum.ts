import { createHash } from "node:crypto";

/** What a collection adds up to. */
export interface Tally {
  count: number;
  /** SHA-256 of every document's canonical JSON, added up modulo 2^256: the same in whatever order they are read. */
  sha256: string;
}

const MODULUS = 2n ** 256n;

/** Adds documents up, given as canonical JSON. */
export function createTally() {
  let count = 0;
  let sum = 0n;
  return {
    add(json: string): void {
      count += 1;
      sum = (sum + BigInt(`0x${createHash("sha256").update(json).digest("hex")}`)) % MODULUS;
    },
    read: (): Tally => ({ count, sha256: sum.toString(16).padStart(64, "0") }),
  };
}

/** Whether two collections hold the same documents. */
export function sameTally(one: Tally | undefined, other: Tally | undefined): boolean {
  return one?.count === other?.count && one?.sha256 === other?.sha256;
}

/** The JSON of a stored value with the fields of every object in one order, so that equal values have equal texts. */
export function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const fields = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([field, inner]) => `${JSON.stringify(field)}:${canonical(inner)}`).join(",")}}`;
}

import { toText } from "./json.ts";

/** What a field can be compared with. */
export type Scalar = string | number | boolean;

const COMPARISONS = ["$gt", "$gte", "$lt", "$lte"] as const;

/** One comparison of a filter; a document matches if all of them hold. */
export type Term =
  | { field: string; is: "$eq" | "$ne" | (typeof COMPARISONS)[number]; value: Scalar }
  | { field: string; is: "$in"; values: Scalar[] }
  | { field: string; is: "$exists"; value: boolean };

/**
 * Takes a filter apart. Throws a TypeError for what no driver can compare, above all for `undefined`, which must never
 * come to mean "anything".
 */
export function readFilter(filter: object): Term[] {
  return Object.entries(filter).flatMap(([field, condition]) => {
    checkField(field);
    return isOperators(condition) ? operatorTerms(field, condition) : [equality(field, condition)];
  });
}

/** Throws a TypeError unless the text can be the name of a field in a filter, a change, a sort or an index. */
export function checkField(field: string): void {
  if (!/^[A-Za-z_]\w{0,99}$/.test(field)) {
    throw new TypeError(`"${field}" cannot be the name of a field: letters, digits and _ only.`);
  }
}

function operatorTerms(field: string, condition: object): Term[] {
  return Object.entries(condition).map(([is, operand]: [string, unknown]): Term => {
    if (is === "$in" && Array.isArray(operand)) {
      return { field, is, values: operand.map((value) => scalar(field, value)) };
    }
    if (is === "$exists" && typeof operand === "boolean") return { field, is, value: operand };
    if (is === "$ne") return { field, is, value: scalar(field, operand) };
    const comparison = COMPARISONS.find((name) => name === is);
    if (comparison) return { field, is: comparison, value: scalar(field, operand) };
    throw new TypeError(`The filter's "${field}" has an operator that no store understands: ${is}.`);
  });
}

function equality(field: string, value: unknown): Term {
  return { field, is: "$eq", value: scalar(field, value) };
}

function isOperators(condition: unknown): condition is object {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) return false;
  const keys = Object.keys(condition);
  return keys.length > 0 && keys.every((key) => key.startsWith("$"));
}

function scalar(field: string, value: unknown): Scalar {
  if (typeof value === "string") return toText(value);
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
  throw new TypeError(`The filter's "${field}" must be compared with a text, a finite number or a boolean.`);
}

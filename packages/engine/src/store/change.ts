import type { AnyDoc } from "./document.ts";
import { checkField } from "./filter.ts";
import { toStored } from "./json.ts";

/** A change, checked and without what changes nothing. */
export interface Changes {
  $set: Record<string, unknown>;
  $unset: Record<string, true>;
  $inc: Record<string, number>;
  $max: Record<string, unknown>;
  $setOnInsert: Record<string, unknown>;
}

/**
 * Checks a change. `undefined` values change nothing. Throws a TypeError for an unknown operator, for a field that is
 * changed twice, and for `_id`, which never changes.
 */
export function readChange(change: object): Changes {
  const changes: Changes = { $set: {}, $unset: {}, $inc: {}, $max: {}, $setOnInsert: {} };
  const seen = new Set(["_id"]);
  for (const [operator, fields] of Object.entries(change)) {
    if (!isOperator(operator)) throw new TypeError(`No store understands the change ${operator}.`);
    for (const [field, operand] of Object.entries(fields ?? {})) {
      checkField(field);
      if (operand === undefined) continue;
      if (seen.has(field)) throw new TypeError(`"${field}" cannot be changed, or not twice at once.`);
      seen.add(field);
      changes[operator][field] = readOperand(operator, field, operand);
    }
  }
  return changes;
}

/** The document after the change. Throws a RangeError where a field holds no number to `$inc`. */
export function applyChanges(doc: AnyDoc, changes: Changes): AnyDoc {
  const result: AnyDoc = { ...doc, ...changes.$set };
  for (const field of Object.keys(changes.$unset)) delete result[field];
  for (const [field, step] of Object.entries(changes.$inc)) {
    const current = result[field] ?? 0;
    if (typeof current !== "number") throw new RangeError(`"${field}" holds no number that could be increased.`);
    result[field] = current + step;
  }
  for (const [field, value] of Object.entries(changes.$max)) {
    if (isGreater(value, result[field])) result[field] = value;
  }
  return result;
}

function readOperand(operator: keyof Changes, field: string, operand: unknown): never {
  if (operator === "$inc" && !(typeof operand === "number" && Number.isFinite(operand))) {
    throw new TypeError(`"${field}" can be increased by a finite number only.`);
  }
  if (operator === "$unset" && operand !== true) throw new TypeError(`$unset of "${field}" must be true.`);
  return toStored(operand) as never;
}

function isOperator(operator: string): operator is keyof Changes {
  return ["$set", "$unset", "$inc", "$max", "$setOnInsert"].includes(operator);
}

/** MongoDB's order: nothing, numbers, texts (by their UTF-8 bytes), booleans. */
function isGreater(value: unknown, current: unknown): boolean {
  if (typeof value === "string" && typeof current === "string") {
    return Buffer.compare(Buffer.from(value), Buffer.from(current)) > 0;
  }
  if (typeof value === typeof current) return Number(value) > Number(current);
  return rank(value) > rank(current);
}

function rank(value: unknown): number {
  return value === null ? 0 : ["undefined", "number", "string", "object", "boolean"].indexOf(typeof value);
}

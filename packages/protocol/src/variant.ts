import * as v from "valibot";

const isNamed = (input: unknown) => typeof input === "object" && input !== null && !Array.isArray(input);

/** Values by name. A list is none (SPEC R1), though to JavaScript it is an object. */
/* @__NO_SIDE_EFFECTS__ */
export function byName<const V extends v.GenericSchema>(key: v.GenericSchema<string>, value: V) {
  return v.pipe(v.custom<Record<string, v.InferInput<V>>>(isNamed, "must be an object"), v.record(key, value));
}

/** An object of which one field says what kind it is. */
type Kind<K extends string> = v.ObjectSchema<
  Record<K, v.LiteralSchema<string, undefined>> & v.ObjectEntries,
  undefined
>;

/**
 * Like valibot's `variant`, with the same refusals, for what every message is held to: goes straight to the kind that the
 * field names, where that one tries each in turn and makes a set to do so.
 */
// Bundlers may leave out what is made with it and never used, as with valibot's own: the widget checks no input.
/* @__NO_SIDE_EFFECTS__ */
export function variant<const K extends string, const O extends Kind<K>[]>(key: K, kinds: O) {
  const any = v.variant<K, O, undefined>(key, kinds, undefined);
  const named = new Map<unknown, O[number]>(kinds.map((kind) => [kind.entries[key].literal, kind]));
  const kindOf = (input: unknown) => named.get((input as Record<K, unknown> | null | undefined)?.[key]) ?? any;
  return v.lazy<v.GenericSchema<v.InferInput<typeof any>, v.InferOutput<typeof any>>>(kindOf);
}

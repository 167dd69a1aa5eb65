import * as v from "valibot";

/** The protocol that this package describes. A client names it when it connects. */
export const PROTOCOL_VERSION = 1;

/** Versions an engine of this package still speaks. */
export const SUPPORTED_VERSIONS: readonly number[] = [1];

/** A version as clients name it: a number, or the same in digits, as some can put only words into `auth` (SPEC V1). */
export const Version = v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number))]);

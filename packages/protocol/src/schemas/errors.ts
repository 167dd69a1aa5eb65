import * as v from "valibot";
import { ERROR_STATUS, type ErrorCode, type WireError } from "../errors.ts";

/** What a refusal looks like, in an answer, at connecting, and over HTTP (SPEC R1, R2, V7). */
export const Refusal = v.object({
  code: v.picklist(Object.keys(ERROR_STATUS) as ErrorCode[]),
  message: v.string(),
  retryAfter: v.optional(v.number()),
  details: v.optional(v.record(v.string(), v.unknown())),
}) satisfies v.GenericSchema<WireError>;

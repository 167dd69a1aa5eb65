import * as v from "valibot";

/** Something of what a site said about its visitor that was not taken, and why: `attributes.plan` is an attribute. */
export const RefusedField = v.object({
  field: v.string(),
  code: v.picklist(["kind", "tooLong", "email", "name", "tooMany", "proven", "unknown"]),
  message: v.string(),
});
export type RefusedField = v.InferOutput<typeof RefusedField>;

/** Why a proof does not count (SPEC I3, I4). */
export const ProofProblem = v.picklist([
  "off",
  "malformed",
  "algorithm",
  "signature",
  "noUser",
  "noExpiry",
  "expired",
  "tooLong",
  "notYet",
  "audience",
]);
export type ProofProblem = v.InferOutput<typeof ProofProblem>;

/** How a connection stands with proofs; absent where none was given, none is known and none is needed. */
export const IdentityState = v.object({
  /** Who the site has proven the visitor to be. */
  userId: v.optional(v.string()),
  /** Why the proof that came along does not count; the visitor stays who they were. */
  refused: v.optional(v.object({ code: ProofProblem, message: v.string() })),
  /** What the proof said of them and could not be taken. */
  fields: v.optional(v.array(RefusedField)),
  /** Nobody may write here without a proof, and there is none. */
  needed: v.optional(v.literal(true)),
});
export type IdentityState = v.InferOutput<typeof IdentityState>;

import { createHmac, timingSafeEqual } from "node:crypto";
import type { Proof, ProofProblem } from "@parley/protocol";
import { errors, jwtVerify } from "jose";
import type { ProvenValue } from "../contract.ts";

/** A key of an inbox, with which its site signs. */
export interface SigningKey {
  secret: string;
}

export interface Verification {
  keys: readonly SigningKey[];
  /** Whose keys they are; what a JWT that names an audience has to name. */
  inboxId: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** Who a site says its user is: proven, with what else it said of them. */
export interface Proven {
  userId: string;
  /** As they were signed, whatever they are. */
  said: Record<string, unknown>;
  /** What the site says it has tried itself: the address, the number. */
  values?: ProvenValue[];
}

export interface Refused {
  code: ProofProblem;
  message: string;
}

/** Seconds for which a JWT may be valid from now on at most. */
export const LONGEST = 24 * 3_600;
/** Seconds by which a site's clock may differ from ours. */
export const SKEW = 60;
/** What a JWT may say of its user beside who they are. */
const SAID = ["name", "email", "phone", "attributes"] as const;
const MOST = 200;

const MESSAGES: Readonly<Record<ProofProblem, string>> = {
  off: "This inbox takes no proofs of identity.",
  malformed: "This is neither a JWT nor a user's id with its hash.",
  algorithm: "A JWT must be signed with HS256.",
  signature: "No live key of this inbox has signed this.",
  noUser: "The claim sub must be the user's id, 1 to 200 characters.",
  noExpiry: "The claim exp is missing.",
  expired: "The proof has expired.",
  tooLong: "The claim exp must be at most 24 hours ahead.",
  notYet: "The claim iat or nbf is in the future.",
  audience: "The claim aud names another inbox.",
};

export const refuse = (code: ProofProblem): Refused => ({ code, message: MESSAGES[code] });

/** Who a proof is of, or why it proves nothing (SPEC I3, I4). Never throws for what was sent. */
export async function verifyProof(proof: Proof, how: Verification): Promise<Proven | Refused> {
  return "token" in proof ? await verifyToken(proof.token, how) : verifyHash(proof, how);
}

function verifyHash({ userId, hash }: { userId: string | number; hash: string }, { keys }: Verification) {
  const id = String(userId).trim();
  if (!id) return refuse("noUser");
  const given = Buffer.from(hash.toLowerCase());
  const signed = keys.some(({ secret }) => {
    const wanted = Buffer.from(createHmac("sha256", secret).update(id).digest("hex"));
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  });
  return signed ? { userId: id, said: {} } : refuse("signature");
}

async function verifyToken(token: string, { keys, inboxId, now }: Verification): Promise<Proven | Refused> {
  const options = { algorithms: ["HS256"], clockTolerance: SKEW, currentDate: new Date(now) };
  let problem = refuse("signature");
  for (const { secret } of keys) {
    try {
      const { payload } = await jwtVerify<Record<string, unknown>>(token, new TextEncoder().encode(secret), options);
      return provenBy(payload, inboxId, now);
    } catch (cause) {
      problem = refuse(problemOf(cause));
      // The other key may have signed it.
      if (problem.code !== "signature") return problem;
    }
  }
  return problem;
}

type Claims = Record<string, unknown>;

function provenBy(claims: Claims, inboxId: string, now: number): Proven | Refused {
  const { sub } = claims;
  const problem = problemOfClaims(claims, inboxId, now / 1_000);
  if (problem) return refuse(problem);
  const userId = typeof sub === "string" || typeof sub === "number" ? String(sub).trim() : "";
  if (!userId || userId.length > MOST) return refuse("noUser");
  const said = SAID.filter((name) => name in claims).map((name) => [name, claims[name]]);
  const values = valuesIn(claims);
  return { userId, said: Object.fromEntries(said) as Claims, ...(values.length > 0 && { values }) };
}

/** An address or a number that the site's users only typed proves nothing: these claims, which OpenID Connect knows, say that it was tried. */
function valuesIn({ email, email_verified, phone, phone_number_verified }: Claims): ProvenValue[] {
  const tried = (kind: "email" | "phone", value: unknown, isTried: unknown): ProvenValue[] =>
    isTried === true && typeof value === "string" && value.length <= 500 ? [{ kind, value }] : [];
  return [...tried("email", email, email_verified), ...tried("phone", phone, phone_number_verified)];
}

/** `seconds` since 1970, as claims are. */
function problemOfClaims({ exp, iat, aud }: Claims, inboxId: string, seconds: number): ProofProblem | undefined {
  if (typeof exp !== "number") return "noExpiry";
  if (exp > seconds + LONGEST + SKEW) return "tooLong";
  if (typeof iat === "number" && iat > seconds + SKEW) return "notYet";
  return aud !== undefined && ![aud].flat().includes(inboxId) ? "audience" : undefined;
}

function problemOf(cause: unknown): ProofProblem {
  if (cause instanceof errors.JWSSignatureVerificationFailed) return "signature";
  if (cause instanceof errors.JOSEAlgNotAllowed) return "algorithm";
  if (cause instanceof errors.JWTExpired) return "expired";
  if (cause instanceof errors.JWTClaimValidationFailed) return cause.claim === "exp" ? "noExpiry" : "notYet";
  return "malformed";
}

import { createHash, randomBytes } from "node:crypto";

/** What a token opens: a visitor's conversation, a session of the console, or the setting of a password. */
export type TokenKind = "pv" | "ps" | "pi";

/** A new opaque token of 256 random bits. Its prefix lets secret scanners and people see what it is. */
export function newToken(kind: TokenKind): string {
  return `${kind}_${randomBytes(32).toString("base64url")}`;
}

/** What of a token is stored. Tokens are random, so that a fast hash without salt keeps them safe. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

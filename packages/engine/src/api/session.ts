import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { ChatError, type Member } from "@parley/protocol";
import { parseCookie, stringifySetCookie } from "cookie";
import type { Response } from "express";
import type { Users } from "../services/users/contract.ts";

/** With the prefix browsers take the cookie from this host alone and over HTTPS alone (RFC 6265bis, section 4.1.3.2). */
const nameOf = (secure: boolean) => (secure ? "__Host-parley" : "parley");

/** The session's token that a browser sent along, if any. */
export function sessionToken({ cookie }: IncomingHttpHeaders, secure: boolean): string | undefined {
  return cookie === undefined ? undefined : parseCookie(cookie)[nameOf(secure)];
}

/**
 * The member whose console sends this request; throws `unauthorized` if nobody is signed in there. Looking `aside` does not
 * prolong the session.
 */
export async function memberOf(
  users: Users,
  { headers }: IncomingMessage,
  secure: boolean,
  aside = false,
): Promise<Member> {
  const token = sessionToken(headers, secure);
  // What is no token of ours is not looked up.
  if (!token || !/^ps_[\w-]{43}$/.test(token)) throw new ChatError("unauthorized", "Please sign in.");
  return users.session({ token, aside });
}

/** Room of one session's consoles. Nodes tell each other its name, which therefore does not open it. */
export function sessionRoom(token: string): string {
  return `member:session:${createHash("sha256").update(token).digest("base64url")}`;
}

/** Lets the browser keep the session, out of reach of scripts and of other sites. */
export function keepSession(response: Response, secure: boolean, session: { token: string; expiresAt: number }): void {
  const { token, expiresAt } = session;
  setCookie(response, secure, token, new Date(expiresAt));
}

/** Lets the browser forget the session. */
export function dropSession(response: Response, secure: boolean): void {
  setCookie(response, secure, "", new Date(0));
}

function setCookie(response: Response, secure: boolean, value: string, expires: Date): void {
  const guards = { httpOnly: true, sameSite: "strict", secure, path: "/" } as const;
  response.append("set-cookie", stringifySetCookie(nameOf(secure), value, { ...guards, expires }));
}

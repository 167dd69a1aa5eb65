import type { IncomingMessage } from "node:http";
import { ChatError, type Member } from "@parley/protocol";
import { parseCookie, stringifySetCookie } from "cookie";
import type { Response } from "express";
import type { Users } from "../services/users/contract.ts";
import { cookieName, workspaceOf } from "../transport/workspace.ts";

/** The session's token that a browser sent along, if any. */
export function sessionToken(request: Pick<IncomingMessage, "headers">, secure: boolean): string | undefined {
  const { cookie } = request.headers;
  return cookie === undefined ? undefined : parseCookie(cookie)[cookieName(secure, workspaceOf(request))];
}

/**
 * The member whose console sends this request; throws `unauthorized` if nobody is signed in there. Looking `aside` does not
 * prolong the session.
 */
export async function memberOf(
  users: Users,
  request: IncomingMessage,
  secure: boolean,
  aside = false,
): Promise<Member> {
  const token = sessionToken(request, secure);
  // What is no token of ours is not looked up.
  if (!token || !/^ps_[\w-]{43}$/.test(token)) throw new ChatError("unauthorized", "Please sign in.");
  return users.session({ token, aside });
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
  response.append(
    "set-cookie",
    stringifySetCookie(cookieName(secure, workspaceOf(response.req)), value, { ...guards, expires }),
  );
}

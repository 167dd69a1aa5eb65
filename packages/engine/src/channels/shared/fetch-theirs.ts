import type { ChannelKit } from "../../spine/port.ts";

/** How often a file may be somewhere else. */
const REDIRECTS = 3;

export interface TheirFile {
  url: string;
  /** What shows who asks; for those who may see it. Nothing is shown to anybody else. */
  authorization: string;
  isFor: (url: URL) => boolean;
  most: number;
  signal: AbortSignal;
}

/**
 * Fetches a file that a platform keeps. Platforms answer with where it lies, often a house that others store theirs in too: it is fetched
 * there, without what shows who we are. An address that is no https is followed only where it is the platform's own.
 */
export async function fetchTheirs(
  { fetch }: Pick<ChannelKit, "fetch">,
  { url, authorization, isFor, most, signal }: TheirFile,
): Promise<Response> {
  let at = new URL(url);
  for (let redirects = 0; ; redirects += 1) {
    const headers: Record<string, string> = isFor(at) ? { authorization } : {};
    const answer = await fetch(at, { signal, most, headers, redirect: "manual" });
    const location = answer.headers.get("location");
    if (answer.status < 300 || answer.status >= 400 || location === null || redirects === REDIRECTS) return answer;
    await answer.body?.cancel();
    at = new URL(location, at);
    if (at.protocol !== "https:" && !isFor(at)) throw new Error("The file is said to lie where nothing is encrypted.");
  }
}

import { readFile } from "node:fs/promises";
import { type Finding, failure, well } from "./finding.ts";

/** The oldest version of something that Parley runs on or with, and why none older. */
export interface Least {
  version: string;
  because: string;
}

/** The driver (7.9) speaks to no older one. Of the server's own abilities Parley needs none that is newer. */
export const MONGODB: Least = { version: "4.4", because: "MongoDB's driver does not speak to an older one" };
/** The client (6.0) begins with HELLO, which came with Redis 6. Of Redis only PUBLISH, SUBSCRIBE and PUBSUB are used. */
export const REDIS: Least = { version: "6.0", because: "the client's first command, HELLO, came with Redis 6" };

/** As this package's `engines` say. */
export async function leastNode(): Promise<Least> {
  const file = new URL("../../../package.json", import.meta.url);
  const { engines } = JSON.parse(await readFile(file, "utf8")) as { engines: { node: string } };
  return { version: engines.node.replace(">=", ""), because: "the packages that Parley is made of need a newer one" };
}

/** Judges a version; `says` is what to say of it besides. One that cannot be read is taken to be new enough. */
export function judge(what: string, { version, says = version }: Seen, least: Least): Finding {
  if (!isOlder(version, least.version)) return well(what, says);
  return failure(what, `${says}, which is too old: ${least.because}`, `Install ${what} ${least.version} or newer.`);
}

interface Seen {
  version: string;
  says?: string;
}

function isOlder(version: string, least: string): boolean {
  const [seen = [], wanted = []] = [version, least].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  const place = wanted.findIndex((number, index) => (seen[index] ?? 0) !== number);
  return seen.length > 0 && place >= 0 && (seen[place] ?? 0) < (wanted[place] ?? 0);
}

import { MongoClient, MongoNetworkError } from "mongodb";
import { type Link, openLink } from "./link.ts";

const HERE = /^mongodb:\/\/(?:127\.0\.0\.1|localhost):(\d+)\//;

/** Whether it is the address of a set of servers, one of which leads. */
export const isReplicaSet = (url: string): boolean => /replicaSet=/.test(url);

/** Whether a link can be put in front of it: of a server on this machine, not of others, and not of sets of servers. */
export const isLinkable = (url: string): boolean => HERE.test(url) && !isReplicaSet(url);

/** A link in front of a MongoDB, and its address through that link. */
export async function linkStore(url: string): Promise<{ link: Link | undefined; url: string }> {
  if (!isLinkable(url)) return { link: undefined, url };
  const link = await openLink(Number(HERE.exec(url)?.[1]));
  const linked = url.replace(/:\d+\//, `:${link.port}/`);
  if (linked.includes("directConnection")) return { link, url: linked };
  return { link, url: `${linked}${linked.includes("?") ? "&" : "?"}directConnection=true` };
}

/** Makes the primary of a replica set a secondary, so that another one is elected. */
export async function stepDown(url: string): Promise<boolean> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 2_000 });
  try {
    await client.db("admin").command({ replSetStepDown: 8, secondaryCatchUpPeriodSecs: 4 });
    return true;
  } catch (error) {
    // Before MongoDB 4.2 the server closed the connection instead of answering; a set without a primary has none to step down.
    return error instanceof MongoNetworkError;
  } finally {
    await client.close();
  }
}

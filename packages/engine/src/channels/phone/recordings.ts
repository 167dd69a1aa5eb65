import { buffer } from "node:stream/consumers";
import type { ChannelKit, Connection } from "../../spine/port.ts";
import { fetchTheirs } from "../shared/fetch-theirs.ts";
import type { Account } from "./account.ts";
import type { Listener, Speech } from "./speech.ts";

/** Bytes of a recording: three hours of a telephone line. */
const MOST = 200 * 1_048_576;
/** Bytes of a message that is listened to, and milliseconds that may take. */
const [SHORT, PATIENCE] = [10 * 1_048_576, 60_000];
/** It is not there any more, or we are told so for ever. */
const GONE = [403, 410];

/** Fetches recordings from the gateway. Ours is shown to nobody but the gateway's own API. */
export function createRecordings({ fetch }: Pick<ChannelKit, "fetch">, account: Account) {
  const { api, accountSid, secret } = account;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${secret}`).toString("base64")}`;
  const isFor = ({ origin }: URL) => api !== undefined && accountSid !== "" && origin === new URL(api).origin;
  const fetched = (url: string, most: number, signal: AbortSignal) =>
    fetchTheirs({ fetch }, { url, authorization, isFor, most, signal });

  const file: NonNullable<Connection["file"]> = async (ref, signal) => {
    if (!URL.canParse(ref)) return undefined;
    const answer = await fetched(ref, MOST, signal);
    if (answer.ok && answer.body) return { bytes: answer.body };
    if (GONE.includes(answer.status)) return undefined;
    // One that has just been made may not be there yet.
    throw new Error(`The gateway answered ${answer.status}.`);
  };

  /** Writes down what is said in recordings. */
  function listener(hear: NonNullable<Speech["hear"]>): Listener {
    return async (url, language) => {
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetched(url, SHORT, signal);
      if (!answer.ok || !answer.body) throw new Error(`The gateway answered ${answer.status}.`);
      return (await hear({ audio: await buffer(answer.body), language, signal })).trim();
    };
  }

  return { file, listener };
}

import type { ChannelType } from "../../spine/port.ts";
import { accountOf, type Account } from "./account.ts";
import { createAfterwards } from "./afterwards.ts";
import { createCalls } from "./calls.ts";
import { MOST_CHOICES } from "./ear.ts";
import { createRecordings } from "./recordings.ts";
import { createSending } from "./sending.ts";
import { setup } from "./setup.ts";
import type { Speech } from "./speech.ts";
import { createTalk } from "./talk.ts";
import { createTurns } from "./turns.ts";
import { createVoice } from "./voice.ts";
import { serveCalls } from "./webhook.ts";

export interface PhoneOptions {
  /** Speech of one's own; gateways speak and listen themselves. */
  speech?: Speech;
  now?: () => number;
}

/** Telephone calls, by a gateway that speaks and listens. See README.md. */
export const phone = ({ speech = {}, now = Date.now }: PhoneOptions = {}): ChannelType => ({
  type: "phone",
  // What is said is read out: marks are taken out there, and files are named.
  can: { markdown: true, choices: { most: MOST_CHOICES, label: 200 }, text: { most: 3_000, in: "units" } },
  setup,

  connect(kit) {
    const account = accountOf(kit);
    const calls = createCalls(kit, now);
    const talk = createTalk({ kit, account, calls, now });
    const recordings = createRecordings(kit, account);
    const hear = speech.hear && recordings.listener(speech.hear);
    const afterwards = createAfterwards({ kit, talk, account, calls, hear, now });
    const turns = createTurns({ talk, account, calls });
    const voice = speech.speak && createVoice(speech.speak, account);
    serveCalls({ kit, account, calls, talk, turns, afterwards, voice, now });

    return {
      send: createSending(calls, account),
      file: recordings.file,
      check: async (signal) => await check(account, kit.fetch, signal),
    };
  },
});

/** Asks the gateway who we are; where it has nothing to ask, says where it is to call. */
async function check(
  { api, accountSid, secret, gateway, address }: Account,
  fetch: Parameters<ChannelType["connect"]>[0]["fetch"],
  signal: AbortSignal,
): Promise<{ ok: boolean; says: string }> {
  if (api === undefined || accountSid === "") return { ok: true, says: `${gateway}: ${address}` };
  const folder = gateway === "signalwire" ? "/api/laml" : "";
  const authorization = `Basic ${Buffer.from(`${accountSid}:${secret}`).toString("base64")}`;
  const where = `${api}${folder}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}.json`;
  const answer = await fetch(where, { signal, headers: { authorization } });
  if (!answer.ok) return { ok: false, says: `The gateway answered ${answer.status}.` };
  const { friendly_name: name } = (await answer.json()) as { friendly_name?: unknown };
  return { ok: true, says: typeof name === "string" ? name : accountSid };
}

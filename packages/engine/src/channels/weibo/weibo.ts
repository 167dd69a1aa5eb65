import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { SendResult } from "../../services/dialog/contract.ts";
import type { ChannelType, Outgoing } from "../../spine/port.ts";
import { readJson } from "../passive/json.ts";
import { createHandover } from "../passive/handover.ts";
import { createProgress } from "../shared/progress.ts";
import { createRace } from "../passive/race.ts";
import { type Dialect, serveWebhook } from "../passive/webhook.ts";
import { accountOf } from "./account.ts";
import { LARGEST_SENT } from "../passive/account.ts";
import { createApi } from "./api.ts";
import { decode } from "./decode.ts";
import { asReply, can } from "./messages.ts";
import { setup } from "./setup.ts";

/** Accounts of Weibo with the fans service (粉丝服务). See README.md. */
export const weibo = ({ now = Date.now }: { now?: () => number } = {}): ChannelType => ({
  type: "weibo",
  locale: "zh-CN",
  can,
  window: { hours: 48 },
  setup,

  connect(kit) {
    const account = accountOf(kit);
    const { deadline } = account;
    // The platform calls again half a second after the deadline; it gets as long again for the way.
    const handover = createHandover<string>({ ...kit, now });
    const race = createRace<string>({ deadline, again: deadline * 1.5, handover });
    const api = createApi(account, kit, now);
    const inParts = createProgress(kit.memory, now);
    serveWebhook({ ...kit, dialect: dialectOf(account.appSecret), race, now });

    async function say(to: string, text: string, signal: AbortSignal): Promise<SendResult> {
      return (await race.offer(to, text, signal)) ? { is: "sent" } : await api.say(to, text, signal);
    }

    return {
      send: (message: Outgoing, signal) => inParts(message, ({ text }) => say(message.to, text, signal)),

      async file(ref, signal) {
        const response = await api.download(ref, LARGEST_SENT, signal);
        if (!response?.body) return undefined;
        return { bytes: Readable.fromWeb(response.body as ReadableStream<Uint8Array>) };
      },

      check: (signal) => api.check(signal),
      stop: () => race.stop(),
    };
  },
});

const dialectOf = (secret: string): Dialect<string> => ({
  secret,
  timeOf: (timestamp) => Number(timestamp),
  isBodySigned: false,
  read: (body) => decode(readJson(body.toString()) ?? {}),
  answer: (response, { from, account }, reply) => void response.json(asReply(from, account, reply)),
  pass: (response) => void response.status(200).end(),
});

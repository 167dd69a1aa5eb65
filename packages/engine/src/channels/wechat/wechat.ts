import type { ChannelType, Incoming } from "../../spine/port.ts";
import { createHandover } from "../passive/handover.ts";
import { createRace } from "../passive/race.ts";
import { serveWebhook } from "../passive/webhook.ts";
import { accountOf } from "./account.ts";
import { LARGEST_SENT } from "../passive/account.ts";
import { createApi } from "./api.ts";
import { can } from "./can.ts";
import { dialectOf } from "./dialect.ts";
import { bytesOf } from "./media.ts";
import type { Message } from "./messages.ts";
import { createSending } from "./sending.ts";
import { setup } from "./setup.ts";
import { createTyping } from "./typing.ts";
import { createUnion } from "./union.ts";

/** The number of a file is not one any more. */
const GONE = [40007, 41006];

/** Official accounts of WeChat (公众号). See README.md. */
export const wechat = ({ now = Date.now }: { now?: () => number } = {}): ChannelType => ({
  type: "wechat",
  locale: "zh-CN",
  can,
  window: { hours: 48, messages: 5 },
  setup,

  connect(kit) {
    const account = accountOf(kit);
    const api = createApi({ ...kit, account, now });
    const typing = createTyping(api, now);
    const race = createRace<Message>({
      deadline: account.deadline,
      // The platform asks again half a second after the deadline; it gets as long again for the way.
      again: account.deadline * 1.5,
      late: (to) => typing.late(to),
      handover: createHandover<Message>({ ...kit, now }),
    });
    const send = createSending({ ...kit, account, api, race, now });
    const union = createUnion({ ...kit, api, now });
    async function receive(message: Incoming): Promise<void> {
      await kit.receive(message);
      if (account.hasUnion) union.wrote(message);
    }
    serveWebhook({ ...kit, receive, dialect: dialectOf(account, now), race, now });

    return {
      send(message, signal) {
        typing.said(message);
        return send(message, signal);
      },

      async file(ref, signal) {
        const answer = await api.download(ref, LARGEST_SENT, signal);
        return GONE.includes(answer.errcode ?? 0) ? undefined : bytesOf(answer);
      },

      async check(signal) {
        await api.check(signal);
        return { ok: true, says: account.appId };
      },

      async stop() {
        race.stop();
        await union.stop();
      },
    };
  },
});

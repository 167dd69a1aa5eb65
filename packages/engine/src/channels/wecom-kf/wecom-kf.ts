import type { SendResult } from "../../services/dialog/contract.ts";
import type { ChannelType, Outgoing } from "../../spine/port.ts";
import type { Part } from "../../spine/render.ts";
import { createProgress } from "../shared/progress.ts";
import { quietly } from "../passive/quiet.ts";
import { type Answer, createCalls, NO_TOKEN, tokenIn } from "../wechat/calls.ts";
import { bytesOf, formOf, kindOf } from "../wechat/media.ts";
import { accountOf } from "./account.ts";
import { LARGEST_SENT } from "../passive/account.ts";
import { asMessage, can, type Message, numberOf } from "./messages.ts";
import { startPulling } from "./pulling.ts";
import { setup } from "./setup.ts";
import { createStates } from "./states.ts";
import { serveWebhook } from "./webhook.ts";

/** Too many messages, too late, or a chat that is over: they have to write first. */
const WINDOW = [95001, 95002, 95013, 95016, 95018];
const LATER = [-1, 45009, 45033, 60020, ...NO_TOKEN];
const GONE = [40007];

/** What came of a message. */
function resultOf({ errcode = 0, errmsg = "", msgid, at }: Answer): SendResult {
  if (errcode === 0) return { is: "sent", ...(msgid !== undefined && { externalId: String(msgid) }) };
  const reason = `${errmsg} (${errcode})`;
  if (WINDOW.includes(errcode)) return { is: "blocked", reason };
  return LATER.includes(errcode) ? { is: "later", reason, ...(at && { at }) } : { is: "failed", reason };
}

/** 微信客服, WeChat's customer service of companies. See README.md. */
export const wecomKf = ({ now = Date.now }: { now?: () => number } = {}): ChannelType => ({
  type: "wecom-kf",
  locale: "zh-CN",
  can,
  window: { hours: 48, messages: 5 },
  setup,

  connect(kit) {
    const account = accountOf(kit);
    const { api, corpId, kfSecret } = account;
    const inParts = createProgress(kit.memory, now);

    async function ask(_: boolean, signal: AbortSignal) {
      const query = new URLSearchParams({ corpid: corpId, corpsecret: kfSecret }).toString();
      return await tokenIn(await quietly(kit.fetch)(`${api}/cgi-bin/gettoken?${query}`, { signal }));
    }
    const calls = createCalls({ ...kit, api, account: corpId, now, ask });

    const states = createStates({ ...kit, calls, now });
    const pulling = startPulling({
      ...kit,
      calls,
      wrote: states.wrote,
      async welcome(code, signal) {
        const { welcome: content } = account;
        if (content) await calls.post("kf/send_msg_on_event", { code, msgtype: "text", text: { content } }, signal);
      },
    });
    serveWebhook({ ...kit, account, now, poke: pulling.poke });

    async function messageOf({ text, choices, file }: Part, signal: AbortSignal): Promise<Message | SendResult> {
      if (!file) return { text, ...(choices && { choices }) };
      const kind = kindOf(file);
      // What is no picture, sound or film of theirs goes as a document.
      const type = "type" in kind ? kind.type : "file";
      const answer = await calls.upload(type, await formOf(file), signal);
      return answer.media_id ? { type, media: answer.media_id } : resultOf(answer);
    }

    return {
      send: (outgoing: Outgoing, signal) =>
        inParts(outgoing, async (part, index) => {
          const message = await messageOf(part, signal);
          if ("is" in message) return message;
          const body = asMessage(outgoing.to, message, numberOf(outgoing.key, index));
          return resultOf(await calls.post("kf/send_msg", body, signal));
        }),

      async file(ref, signal) {
        const answer = await calls.download(ref, LARGEST_SENT, signal);
        return GONE.includes(answer.errcode ?? 0) ? undefined : bytesOf(answer);
      },

      async check(signal) {
        await ask(false, signal);
        return { ok: true, says: corpId };
      },

      async stop() {
        await pulling.stop();
        await states.stop();
      },
    };
  },
});

import type { ChannelType } from "../spine/port.ts";
import { email } from "./email/email.ts";
import { http } from "./http/http.ts";
import { line } from "./line/line.ts";
import { instagram, messenger } from "./meta/pages/pages.ts";
import { whatsapp } from "./meta/whatsapp/whatsapp.ts";
import { phone } from "./phone/phone.ts";
import { sms } from "./sms/sms.ts";
import { telegram } from "./telegram/telegram.ts";
import { wechat } from "./wechat/wechat.ts";
import { wecomKf } from "./wecom-kf/wecom-kf.ts";
import { weibo } from "./weibo/weibo.ts";

/** The channels that come with the engine beside the web, each a folder here. They are there in every engine, and served where an inbox is theirs. */
export function includedChannels(): ChannelType[] {
  return [
    wechat(),
    weibo(),
    wecomKf(),
    telegram(),
    whatsapp(),
    messenger(),
    instagram(),
    line(),
    sms(),
    phone(),
    email(),
    http(),
  ];
}

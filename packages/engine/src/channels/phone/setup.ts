import type { Setup } from "../../spine/port.ts";
import { GATEWAYS } from "./account.ts";

const NUMBER = "\\+?[\\d\\s().-]{3,30}";

export const setup: Setup = {
  name: { en: "Telephone", "zh-CN": "电话" },
  guide: {
    en: [
      "1. Buy a number at a gateway: Twilio, SignalWire, Telnyx (TeXML) or jambonz.",
      "2. Say below which one it is, and enter what it signs its calls with: the auth token (Twilio, SignalWire), the webhook secret (jambonz) or the public key (Telnyx).",
      "3. There, for incoming calls of the number, enter the webhook `{address}` with `POST`.",
      "4. As status callback enter `{address}status` with `POST`, so that the team sees when callers hang up.",
      "5. Enter the telephones of the agents, or one of the team. Without one, agents answer in writing and it is read out.",
      "6. Call the number.",
    ].join("\n"),
    "zh-CN": [
      "1. 在语音网关购买号码：Twilio、SignalWire、Telnyx（TeXML）或 jambonz。",
      "2. 在下面选择网关，并填写它的签名凭据：Auth Token（Twilio、SignalWire）、webhook secret（jambonz）或公钥（Telnyx）。",
      "3. 在网关的号码设置中，把来电 webhook 填为 `{address}`，方法 `POST`。",
      "4. 把状态回调（status callback）填为 `{address}status`，方法 `POST`，这样客服能看到来电者何时挂断。",
      "5. 填写客服各自的电话，或团队电话。没有电话时，客服以文字回复，由系统读出。",
      "6. 拨打号码试一试。",
    ].join("\n"),
  },
  fields: [
    { key: "gateway", required: true, label: { en: "Gateway", "zh-CN": "语音网关" }, options: [...GATEWAYS] },
    {
      key: "secret",
      secret: true,
      label: { en: "Auth token or webhook secret", "zh-CN": "Auth Token 或 webhook secret" },
      hint: { en: "Of Twilio, SignalWire and jambonz.", "zh-CN": "Twilio、SignalWire、jambonz 使用。" },
    },
    {
      key: "publicKey",
      label: { en: "Public key", "zh-CN": "公钥" },
      hint: { en: "Of Telnyx, in Base64.", "zh-CN": "Telnyx 使用，Base64。" },
      pattern: "[\\w+/]{43}=",
    },
    {
      key: "accountSid",
      label: { en: "Account SID", "zh-CN": "Account SID" },
      hint: {
        en: "Of Twilio and SignalWire: for the test and for recordings.",
        "zh-CN": "Twilio、SignalWire 使用：用于测试和下载录音。",
      },
    },
    {
      key: "api",
      label: { en: "API", "zh-CN": "API 地址" },
      hint: { en: "Of SignalWire: https:// and your space.", "zh-CN": "SignalWire 使用：https:// 加您的 space。" },
      pattern: "https?://[^\\s?#@]+",
    },
    { key: "language", label: { en: "Language of the number", "zh-CN": "号码的语言" }, options: ["en", "zh-CN"] },
    {
      key: "voice",
      label: { en: "Voice", "zh-CN": "音色" },
      hint: { en: "As the gateway calls it.", "zh-CN": "按网关的名称填写。" },
    },
    { key: "greeting", label: { en: "Greeting", "zh-CN": "问候语" } },
    {
      key: "recording",
      label: { en: "Record calls that agents take", "zh-CN": "客服通话录音" },
      hint: {
        en: "Callers are told so first. Voicemail is recorded in any case, and says so. Not with jambonz, which records nothing.",
        "zh-CN": "通话开始时会先告知来电者。语音留言总会录音，也会告知。jambonz 不录音。",
      },
      options: ["off", "on"],
    },
    {
      key: "numbers",
      label: { en: "Telephones of agents", "zh-CN": "客服电话" },
      hint: { en: "Vera = +49301234567, Ben = +86…", "zh-CN": "小王 = +8613800000000, 小李 = +86…" },
    },
    { key: "team", label: { en: "Telephone of the team", "zh-CN": "团队电话" }, pattern: NUMBER },
    {
      key: "callerId",
      label: { en: "Number that agents see", "zh-CN": "客服看到的号码" },
      hint: { en: "One of yours at the gateway.", "zh-CN": "您在网关的号码。" },
      pattern: NUMBER,
    },
    {
      key: "music",
      label: { en: "Music for who waits", "zh-CN": "等待音乐" },
      hint: { en: "The address of a WAV or MP3; ours unless set.", "zh-CN": "WAV 或 MP3 的地址；不填则用自带音乐。" },
      pattern: "https?://\\S+",
    },
  ],
};

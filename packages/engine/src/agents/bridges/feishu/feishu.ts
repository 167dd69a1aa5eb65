import type { Bridge, BridgeKit, BridgeType } from "../port.ts";
import { createApi } from "./api.ts";
import { createSending } from "./sending.ts";
import { serve } from "./serve.ts";
import { setup } from "./setup.ts";

/** Where 飞书 is, unless the account says otherwise; Lark is at open.larksuite.com. */
const FEISHU = "https://open.feishu.cn";
/** Milliseconds to look a message up. */
const LOOK_UP = 10_000;

/** Groups of 飞书 (Lark), in which a thread is a conversation. */
export function feishu({ now = Date.now }: { now?: () => number } = {}): BridgeType {
  return { type: "feishu", setup, most: { most: 4_000, in: "units" }, connect: (kit) => connect(kit, now) };
}

async function connect(kit: BridgeKit, now: () => number): Promise<Bridge> {
  const setting = (name: string) => {
    const given = kit.inbox.settings[name];
    return typeof given === "string" ? given.trim() : "";
  };
  const { appSecret = "", encryptKey = "", verificationToken = "" } = kit.secrets;
  const appId = setting("appId");
  for (const [name, given] of Object.entries({ appId, appSecret, encryptKey })) {
    if (given === "") throw new Error(`The account has no ${name}.`);
  }
  const { fetch, memory } = kit;
  const api = createApi({ fetch, memory, base: setting("api") || FEISHU, appId, appSecret, now });
  const { one, ...sending } = createSending(api);

  async function messageOf(id: string) {
    const found = await one(id, AbortSignal.timeout(LOOK_UP));
    const by = found?.sender?.sender_type === "user" ? found.sender.id : undefined;
    return found?.root_id && by ? { root: found.root_id, by } : undefined;
  }

  // Who somebody is there is a name of this app's only.
  await kit.isOf(appId);
  serve({ kit, encryptKey, appId, token: verificationToken, messageOf, now });
  return {
    ...sending,
    async check(signal) {
      const chat = encodeURIComponent(setting("room"));
      const { name = "" } = await api.call<{ name?: string }>("GET", `im/v1/chats/${chat}`, undefined, signal);
      return { ok: true, says: name };
    },
  };
}

import { FIRST_INBOX, PushSettings, type PushKind, type PushOffer, readStored } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import type { GuardedFetch } from "../spine/guard/guarded-fetch.ts";
import type { Memory } from "../spine/port.ts";
import { APNS, createApns } from "./apns.ts";
import { createFcm, fcmAccount } from "./fcm.ts";
import type { Push } from "./port.ts";
import { vapidKeys } from "./web/vapid.ts";
import { createWebPush } from "./web/web-push.ts";

/** What an inbox can tell by. */
export interface Platforms {
  web: Push<"web">;
  fcm?: Push<"fcm">;
  apns?: Push<"apns">;
  shows: "none" | "words";
  offer: PushOffer;
}

export interface PlatformParts {
  dialog: Pick<Dialog, "inboxes" | "inboxSecrets">;
  memoryOf: (inboxId: string) => Memory;
  fetch: GuardedFetch;
  /** Whom push services may write to unless the inbox says it. */
  contact: string;
}

/** The platforms of each inbox as it is set up now: what is kept of one is ended when its settings change. */
export function createPlatforms({ dialog, memoryOf, fetch, contact }: PlatformParts) {
  const known = new Map<string, { as: string; platforms: Promise<Platforms> }>();

  async function open(id: string, settings: PushSettings, secrets: Record<string, string>): Promise<Platforms> {
    const memory = memoryOf(id);
    const keys = await vapidKeys(memory);
    const account = fcmAccount(secrets["fcm"]);
    const { apns, shows = "none" } = settings;
    const key = secrets["apns"];
    const kinds: PushKind[] = ["web", ...(account ? ["fcm" as const] : []), ...(apns && key ? ["apns" as const] : [])];
    return {
      shows,
      offer: { kinds, key: keys.publicKey },
      web: createWebPush({ keys, contact: settings.contact ?? contact, fetch }),
      ...(account && { fcm: createFcm({ account, memory, fetch }) }),
      ...(apns && key && { apns: createApns({ ...apns, key, memory, base: APNS[apns.sandbox ? "sandbox" : "live"] }) }),
    };
  }

  async function end(platforms: Promise<Platforms>): Promise<void> {
    const { web, fcm, apns } = await platforms;
    for (const one of [web, fcm, apns]) one?.stop?.();
  }

  return {
    async of(inboxId = FIRST_INBOX): Promise<Platforms> {
      const inbox = (await dialog.inboxes({})).find(({ id }) => id === inboxId);
      const settings = readStored(PushSettings, inbox?.settings["push"]) ?? {};
      const secrets = await dialog.inboxSecrets({ inboxId });
      const as = JSON.stringify([settings, secrets["fcm"], secrets["apns"]]);
      const before = known.get(inboxId);
      if (before?.as === as) return await before.platforms;
      const platforms = open(inboxId, settings, secrets);
      known.set(inboxId, { as, platforms });
      // Of keys that cannot be had now the next one asks again.
      platforms.catch(() => known.delete(inboxId));
      if (before) end(before.platforms).catch(() => {});
      return await platforms;
    },
    stop(): void {
      for (const { platforms } of known.values()) end(platforms).catch(() => {});
    },
  };
}

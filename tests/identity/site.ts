import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NewIdentityKey, Welcome } from "@parley/protocol";
import { expect, onTestFinished } from "vitest";
import { owner } from "../support/agent.ts";
import { type RunningEngine, serveEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";

/** The owner's password, as the support of tests makes it. */
export const PASSWORD = "correct horse battery";

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Signs who a user is, as a site's server does. */
export function signerOf(secret: string) {
  return (userId: string | number, claims: Record<string, unknown> = {}): string => {
    const now = Math.floor(Date.now() / 1_000);
    const signed = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded({ sub: userId, iat: now, exp: now + 600, ...claims })}`;
    return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
  };
}

/** An engine without any knowledge, and a site that has a key of its first inbox. */
export async function startSite() {
  const site = await openSite();
  onTestFinished(site.close);
  return site;
}

/** The same for those who close it themselves. */
export async function openSite() {
  const folder = await mkdtemp(join(tmpdir(), "parley-identity-"));
  const served = await serveEngine({ store: folder });
  const running: RunningEngine = { ...served, folder };
  const boss = await owner(running);
  const { dialog } = running.engine.services;
  const keys = "/inboxes/web/identity-keys";
  const makeKey = () => boss.call<NewIdentityKey>("POST", keys, { current: PASSWORD });
  const key = await makeKey();

  return {
    ...running,
    close: async () => {
      await served.stop();
      await rm(folder, { recursive: true, force: true });
    },
    boss,
    key,
    makeKey,
    endKey: (id: string) => boss.call("DELETE", `${keys}/${id}`, { current: PASSWORD }),
    sign: signerOf(key.secret),
    /** What the inbox makes of proofs from now on. */
    async set(identity: "off" | "optional" | "enforce"): Promise<void> {
      const web = (await dialog.inboxes({})).find(({ id }) => id === "web");
      if (!web) throw new Error("There is no inbox.");
      await dialog.putInbox({ ...web, settings: { ...web.settings, identity } });
      // Nodes look at most once a second. One visitor asks again and again: an address may not make many a minute.
      const looker = await visitor(running.url);
      const needed = async () => (await looker.ask<Welcome>("hello", { locale: "en" })).identity?.needed ?? false;
      await expect.poll(needed).toBe(identity === "enforce");
    },
    /** What visitors said in a conversation, as it is stored. */
    async said(conversationId: string): Promise<string[]> {
      const { events } = await dialog.read({ conversationId, after: 0 });
      return events.flatMap((event) =>
        event.type === "message" && event.author.kind === "visitor" ? [event.content.text] : [],
      );
    },
    /** How a conversation stands, and which contact it is of. */
    async standing(conversationId: string) {
      const { conversation } = await dialog.get({ conversationId });
      const { contact } = await running.engine.services.users.contact({ id: conversation.visitorId });
      return { status: conversation.state.status, contact: contact.id };
    },
  };
}

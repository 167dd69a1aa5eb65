import { randomBytes } from "node:crypto";
import type { LiveAnswered, LiveTold } from "@parley/protocol";
import type { Many } from "../inboxes/many.ts";

/** A page that tells the engine of itself, as the widget's part does. */
export function openPage(url: string, inbox: string, first: Record<string, unknown> = {}) {
  const key = randomBytes(16).toString("base64url");
  const about = { key, page: { url: "https://shop.example/" }, locale: "en", visits: 1, ...first };

  async function post(path: string, said: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return await fetch(`${url}/i/${inbox}/live${path}`, { method: "POST", headers, body: JSON.stringify(said) });
  }

  return {
    key,
    post,
    tell: async (more: Record<string, unknown> = {}): Promise<LiveTold> =>
      (await (await post("", { ...about, ...more })).json()) as LiveTold,
    answer: async (invitation: string, token: string): Promise<LiveAnswered> =>
      (await (await post("/answer", { key, invitation, token })).json()) as LiveAnswered,
  };
}

/** Has an inbox show who is on its site. */
export async function showWho({ boss }: Pick<Many, "boss">, inbox: string, more: object = {}): Promise<void> {
  const { inboxes } = await boss.call<{ inboxes: { id: string; version: number; settings: object }[] }>(
    "GET",
    "/inboxes",
  );
  const { version, settings } = inboxes.find(({ id }) => id === inbox) ?? { version: 0, settings: {} };
  await boss.call("PATCH", `/inboxes/${inbox}`, { version, settings: { ...settings, live: { on: true, ...more } } });
}

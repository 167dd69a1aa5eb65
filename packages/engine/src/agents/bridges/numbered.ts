import type { BridgeKit, Ear } from "./port.ts";

/** Something that somebody wrote to the bot, where there are no threads. */
export interface Numbered {
  id: string;
  by: string;
  text: string;
  files?: readonly string[];
}

const NUMBERED = /^\s*[#＃]\s*(\d{1,9})(?!\d)\s*([^]*)$/;
const TAKE = /^(?:take|接待|接)$/i;
const CLOSE = /^(?:close|结束)$/i;

/** What a root is called in a house without threads: people write its number before their words. */
export const rootOf = (number: number) => `#${number}`;

/**
 * Does what somebody wrote: what begins with a conversation's number is for that one, `#12 take` and `#12 close` are as its buttons, and all
 * else is for the bot itself.
 */
export async function hearNumbered(kit: BridgeKit, { id, by, text, files }: Numbered, ear: Ear): Promise<void> {
  const [, digits, rest = ""] = NUMBERED.exec(text) ?? [];
  const root = digits === undefined ? undefined : await kit.rootOf(Number(digits));
  if (root === undefined) {
    if (await kit.isNew(`asked/${id}`)) void kit.asked(by, text, ear).catch(kit.onError);
    return;
  }
  const heard = { ...ear, root };
  const said = rest.trim();
  const what = TAKE.test(said) ? "take" : CLOSE.test(said) ? "close" : undefined;
  if (what) return await kit.pressed(root, { id, by, what }, heard);
  await kit.said(root, { id, by, text: said, ...(files && { files }) }, heard);
}

import type { ChannelKit } from "../../spine/port.ts";
import type { Account } from "./account.ts";
import type { Calls } from "./calls.ts";
import type { Listener } from "./speech.ts";
import type { Talk } from "./talk.ts";
import type { Told } from "./told.ts";
import { keepRecording } from "./turns.ts";
import { WORDS } from "./words.ts";

export interface AfterParts {
  kit: Pick<ChannelKit, "receipt" | "onError">;
  talk: Talk;
  account: Account;
  calls: Calls;
  /** Hears what is said in a recording, where the gateway does not write it down. */
  hear?: Listener | undefined;
  now: () => number;
}

/** How calls end. */
const OVER = ["completed", "busy", "failed", "no-answer", "canceled"];

/** What gateways tell beside the course of a call: that it is over, where recordings are, and what was said in them. */
export function createAfterwards({ kit, talk, account, calls, hear, now }: AfterParts) {
  const words = WORDS[account.language];

  async function status(told: Told): Promise<void> {
    if (!OVER.includes(told.status)) return;
    const before = await calls.of(told.call);
    if (!before) return;
    const standing = await talk.standing(told);
    const waits = standing?.conversation.state.status === "queued";
    await talk.note(told, "ended", waits ? words.left(told.seconds, before.number) : words.ended(told.seconds));
    let unheard: string[] = [];
    await calls.change(told.call, (call) => {
      if (!call || call.ended !== undefined) return undefined;
      unheard = call.waiting.map(({ key }) => key).filter(Boolean);
      return { ...call, ended: now(), waiting: [] };
    });
    for (const externalId of unheard) await kit.receipt({ externalId, state: "failed", reason: NOT_HEARD });
  }

  async function written(told: Told): Promise<void> {
    const id = told.recording?.id ?? "";
    if (told.written) await talk.takeIn(told, { id: `written/${id}`, text: `${words.voicemail}: ${told.written}` });
  }

  /** A message that was left. */
  async function recording(told: Told): Promise<void> {
    await keepRecording(talk, told, words.voicemail);
    if (hear && told.recording) void writeDown(told, told.recording.url, hear).catch(kit.onError);
  }

  async function writeDown(told: Told, url: string, listen: Listener): Promise<void> {
    const heard = await listen(url, account.language);
    if (heard !== "") await written({ ...told, written: heard });
  }

  return { status, written, recording, talk: (told: Told) => keepRecording(talk, told, words.recording) };
}

const NOT_HEARD = "They had hung up before it was said.";

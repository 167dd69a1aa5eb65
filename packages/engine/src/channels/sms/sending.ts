import { createHash } from "node:crypto";
import type { SendResult } from "../../services/dialog/contract.ts";
import type { Memory, Outgoing } from "../../spine/port.ts";
import type { OutgoingFile, Part } from "../../spine/render.ts";
import { createProgress } from "../shared/progress.ts";
import type { Account } from "./account.ts";
import { type Api, resultOf } from "./api.ts";
import type { LoopGuard } from "./looping.ts";
import { messagesOf } from "./segments.ts";
import type { Stopping } from "./stopping.ts";

export interface SmsSender {
  api: Api;
  memory: Memory;
  account: Account;
  stopping: Stopping;
  guard: LoopGuard;
}

/** One message as the gateway takes it: words, or a picture. */
type Sms = { Body: string } | { MediaUrl: string };

/** Bytes of a picture that networks let pass, and milliseconds for which is known what the gateway has. */
const MOST = 5 * 1024 ** 2;
const KEPT = 48 * 3_600_000;

/** Sends a message of ours; says what came of it. */
export async function send(sender: SmsSender, message: Outgoing, signal: AbortSignal): Promise<SendResult> {
  const { api, memory, account, stopping, guard } = sender;
  if (await stopping.hasStopped(message.to)) return { is: "blocked", reason: STOPPED };
  if (message.event.author.kind === "bot" && guard.isLooping(message.to)) return { is: "blocked", reason: LOOPS };
  const parts = (await Promise.all(message.parts.map((part) => smsOf(part, account)))).flat();
  return await createProgress(memory, Date.now)({ key: message.key, parts }, async (sms, index) => {
    const name = nameOf(message.key, index);
    // The gateway knows no repeats. What it has told of a message says that it has it, though its answer was lost.
    const told = message.attempts > 1 ? await memory.get(toldOf(name)) : undefined;
    if (told) return { is: "sent", externalId: told.value };
    const fields = { To: message.to, ...account.sender, ...sms, StatusCallback: `${account.address}status?of=${name}` };
    try {
      const externalId = await api.send(fields, signal);
      return { is: "sent", ...(externalId && { externalId }) };
    } catch (error) {
      return resultOf(error, Date.now());
    }
  });
}

const STOPPED = "They have asked for no more messages (STOP). They can write START.";
const LOOPS = "They write the same again and again, as machines do: the bot does not answer.";

/** What stands for a message of ours in addresses. */
const nameOf = (key: string, index: number) =>
  createHash("sha256")
    .update(JSON.stringify([key, index]))
    .digest("base64url");
const toldOf = (name: string) => `told of ${name}`;

/** Notes that the gateway has a message of ours, and what it calls it. */
export async function noteTold(memory: Memory, name: string, externalId: string): Promise<void> {
  if (!/^[\w-]{43}$/.test(name) || (await memory.get(toldOf(name)))) return;
  await memory.set(toldOf(name), externalId, 0, Date.now() + KEPT);
}

async function smsOf({ text, file }: Part, account: Pick<Account, "mms">): Promise<Sms[]> {
  if (file) return [await fileOf(file, account)];
  return messagesOf(text).map((Body) => ({ Body }));
}

/** A picture where the account sends such; all else by its name, and where it is. */
async function fileOf({ name, type, bytes, link }: OutgoingFile, { mms }: Pick<Account, "mms">): Promise<Sms> {
  const whole = (await link?.())?.whole;
  if (whole === undefined) return { Body: `📎 ${name}` };
  if (mms && /^image\/(jpeg|png|gif)$/.test(type) && bytes <= MOST) return { MediaUrl: whole };
  return { Body: `📎 ${name}\n${whole}` };
}

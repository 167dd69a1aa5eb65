import type { Memory, Outgoing } from "../../spine/port.ts";
import type { Part } from "../../spine/render.ts";
import type { SendResult } from "../../services/dialog/contract.ts";
import { createProgress } from "../shared/progress.ts";
import type { Race } from "../passive/race.ts";
import type { Account } from "./account.ts";
import { type Api, isWindowOver, resultOf } from "./api.ts";
import type { Answer } from "./calls.ts";
import { formOf, kindOf } from "./media.ts";
import { asReply, asServiceMessage, asTemplateMessage, type Message } from "./messages.ts";

export interface SendingParts {
  account: Account;
  api: Api;
  race: Race<Message>;
  memory: Memory;
  now: () => number;
}

/** Sends what is said: as the answer to the call that brought somebody's words where one waits, else as a customer-service message. */
export function createSending({ account, api, race, memory, now }: SendingParts) {
  const inParts = createProgress(memory, now);

  async function sendPart(to: string, part: Part, signal: AbortSignal): Promise<SendResult> {
    const message = await messageOf(part, signal);
    if ("is" in message) return message;
    if (asReply(message) && (await race.offer(to, message, signal))) return { is: "sent" };
    const answer = await api.post("message/custom/send", asServiceMessage(to, message), signal);
    if (isWindowOver(answer)) return await afterWindow(to, part.text, answer, signal);
    const result = resultOf(answer);
    // Who was answered this way is shown no "typing". What is said next may still be the answer to their call.
    if (result.is === "sent") race.answered(to);
    return result;
  }

  async function messageOf({ text, choices, file }: Part, signal: AbortSignal): Promise<Message | SendResult> {
    if (!file) return { text, ...(choices && { choices }) };
    const kind = kindOf(file);
    if ("reason" in kind) return { is: "failed", reason: kind.reason };
    const answer = await api.upload(kind.type, await formOf(file), signal);
    const { media_id: id } = answer;
    if (id) return { media: { type: kind.type, id, title: file.name } };
    return answer.errcode
      ? resultOf(answer)
      : { is: "later", reason: "The platform took the file and gave no number." };
  }

  /** Where nobody may be written to any more, a template says that there is something. Only what it says whole is sent. */
  async function afterWindow(to: string, text: string, refused: Answer, signal: AbortSignal): Promise<SendResult> {
    const blocked = resultOf(refused);
    if (!account.template || blocked.is !== "blocked") return blocked;
    const { body, isWhole } = asTemplateMessage(to, text, account.template);
    const result = resultOf(await api.post("message/template/send", body, signal));
    if (result.is === "sent" && isWhole) return result;
    const why = result.is === "sent" ? "A template told them of it." : `The template was refused: ${result.reason}`;
    return { is: "blocked", reason: `${blocked.reason} ${why}` };
  }

  return (message: Outgoing, signal: AbortSignal): Promise<SendResult> =>
    inParts(message, (part) => sendPart(message.to, part, signal));
}

import { createHash } from "node:crypto";
import type { SendResult } from "../../services/dialog/contract.ts";
import type { Memory, Outgoing } from "../../spine/port.ts";
import { carried } from "../shared/carried.ts";
import { createProgress } from "../shared/progress.ts";
import { type Api, isRefused, isTokenOver, resultOf } from "./api.ts";
import { cardsOf, type Carry, type LineMessage, messageOf } from "./messages.ts";
import type { Replies } from "./replies.ts";

export interface LineSender {
  api: Api;
  memory: Memory;
  replies: Replies;
}

/** Messages of a call, and bytes of what a button carries. */
const MOST = { messages: 5, data: 300 };

/** Sends a message of ours; says what came of it. */
export async function send(sender: LineSender, message: Outgoing, signal: AbortSignal): Promise<SendResult> {
  const messages = await messagesOf(message, sender.memory);
  const calls = Array.from({ length: Math.ceil(messages.length / MOST.messages) }, (_, index) =>
    messages.slice(index * MOST.messages, (index + 1) * MOST.messages),
  );
  return await createProgress(sender.memory, Date.now)({ key: message.key, parts: calls }, async (call, index) => {
    try {
      return await sendCall(sender, message, { call, index }, signal);
    } catch (error) {
      return resultOf(error);
    }
  });
}

interface Call {
  call: LineMessage[];
  index: number;
}

/** The first of what is said answers, where there is something to answer; the rest is pushed. */
async function sendCall(
  { api, replies }: LineSender,
  message: Outgoing,
  { call, index }: Call,
  signal: AbortSignal,
): Promise<SendResult> {
  const reply = index === 0 ? await replies.tokenFor(message) : undefined;
  if (reply) {
    try {
      return sent(await api.reply(reply.token, call, signal));
    } catch (error) {
      if (isRefused(error)) await replies.refused(message.key);
      if (!isTokenOver(error)) throw error;
      // It is over as an attempt before this one has used it.
      if (reply.isAgain) return { is: "sent" };
    }
  }
  return sent(await api.push(message.to, call, retryKeyOf(message.key, index), signal));
}

const sent = (externalId: string | undefined): SendResult => ({ is: "sent", ...(externalId && { externalId }) });

async function messagesOf({ event, parts }: Outgoing, memory: Memory): Promise<LineMessage[]> {
  const carry: Carry = ({ label, value }) => carried(memory, JSON.stringify([label, value]), MOST.data);
  const cards = await cardsOf(event.content, carry);
  return cards ? [cards] : await Promise.all(parts.map((part) => messageOf(part, carry)));
}

/** The same for every attempt: LINE shows what comes with a key once. A UUID, as LINE wants it. */
export function retryKeyOf(key: string, index: number): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([key, index]))
    .digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

import type { SendResult } from "../../../services/dialog/contract.ts";
import type { Memory, Outgoing } from "../../../spine/port.ts";
import type { OutgoingFile, Part } from "../../../spine/render.ts";
import { form } from "../../shared/form.ts";
import { createProgress } from "../../shared/progress.ts";
import { type Graph, isClosed, resultOf } from "../graph.ts";

export interface PageSender {
  graph: Graph;
  memory: Memory;
  /** Whether agents may write for seven days, as Meta allows some. */
  humanAgent: boolean;
}

/** How a message may be sent: as an answer of the last day, or by a person within a week. */
type How = { messaging_type: "RESPONSE" } | { messaging_type: "MESSAGE_TAG"; tag: "HUMAN_AGENT" };

/** Sends a message of ours; says what came of it. */
export async function send(
  { graph, memory, humanAgent }: PageSender,
  message: Outgoing,
  signal: AbortSignal,
): Promise<SendResult> {
  const recipient = { id: message.to };
  const sendPart = async (part: Part, how: How): Promise<SendResult> => {
    const { message_id: externalId } = part.file
      ? await graph.upload<Sent>("me/messages", fileOf(recipient, how, part.file), signal)
      : await graph.post<Sent>("me/messages", { recipient, ...how, message: wordsOf(part) }, signal);
    return { is: "sent", ...(externalId && { externalId }) };
  };
  const isPerson = humanAgent && message.event.author.kind === "agent";
  return await createProgress(memory, Date.now)(message, async (part) => {
    try {
      return await sendPart(part, { messaging_type: "RESPONSE" });
    } catch (error) {
      if (!isPerson || !isClosed(error)) return resultOf(error);
      return await sendPart(part, { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" }).catch(resultOf);
    }
  });
}

interface Sent {
  message_id?: string;
}

/** Words, and choices as buttons that go when one is pressed. Pure. */
export function wordsOf({ text, choices = [] }: Part): object {
  const quick_replies = choices.map(({ label, value }) => ({ content_type: "text", title: label, payload: value }));
  return { text, ...(quick_replies.length > 0 && { quick_replies }) };
}

const KINDS = { image: "image", audio: "audio", video: "video", document: "file" } as const;

function fileOf(recipient: object, how: How, file: OutgoingFile) {
  const attachment = { type: KINDS[file.kind], payload: {} };
  const fields = { recipient: JSON.stringify(recipient), message: JSON.stringify({ attachment }), ...how };
  return form(fields, "filedata", file);
}

import type { SendResult } from "../../../services/dialog/contract.ts";
import type { Memory, Outgoing } from "../../../spine/port.ts";
import type { OutgoingFile, Part } from "../../../spine/render.ts";
import { form } from "../../shared/form.ts";
import { inParts } from "../../shared/in-parts.ts";
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
  const attempt = async (how: How): Promise<SendResult> => {
    const externalId = await inParts(memory, message, async (part) => {
      const { message_id } = part.file
        ? await graph.upload<Sent>("me/messages", fileOf(recipient, how, part.file), signal)
        : await graph.post<Sent>("me/messages", { recipient, ...how, message: wordsOf(part) }, signal);
      return message_id;
    });
    return { is: "sent", ...(externalId && { externalId }) };
  };
  const isPerson = humanAgent && message.event.author.kind === "agent";
  try {
    return await attempt({ messaging_type: "RESPONSE" });
  } catch (error) {
    if (!isPerson || !isClosed(error)) return resultOf(error);
    return await attempt({ messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" }).catch(resultOf);
  }
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

import type { ChannelKit, ChannelType, Connection, Incoming } from "../../../spine/port.ts";
import { accountOf } from "../account.ts";
import { createGraph, GraphError } from "../graph.ts";
import { serve } from "../serve.ts";
import { decode } from "./decode.ts";
import { send } from "./sending.ts";
import { setup } from "./setup.ts";

/** Bytes of a file that WhatsApp lets pass. */
const MOST = 100 * 1024 ** 2;

/** A number on WhatsApp, by its Cloud API. */
export function whatsapp(): ChannelType {
  return {
    type: "whatsapp",
    can: {
      text: { most: 4_096, in: "units" },
      choices: { most: 10, label: 24 },
      files: { kinds: ["image", "audio", "video", "document"], most: MOST },
    },
    window: { hours: 24 },
    setup,
    connect,
  };
}

/** WhatsApp has tried the number of who writes by a code that it sent there. */
function vouched(message: Incoming): Incoming {
  const { phone } = message.from.profile ?? {};
  return phone === undefined ? message : { ...message, proven: [{ kind: "phone", value: phone }] };
}

function connect(kit: ChannelKit): Connection {
  const { memory } = kit;
  const account = accountOf(kit);
  const phoneNumberId = account.setting("phoneNumberId");
  if (!phoneNumberId) throw new Error("There is no phone number ID yet.");
  const graph = createGraph(kit, account);
  const name = account.setting("template");
  const template = name ? { name, language: account.setting("templateLanguage") ?? "en" } : undefined;
  serve({
    kit,
    ...account,
    decode(body) {
      const { messages, ...told } = decode(body, phoneNumberId);
      return { ...told, messages: messages.map(vouched) };
    },
  });

  /** How the number is called. */
  const numberOf = (signal: AbortSignal) =>
    graph.get<{ display_phone_number?: string; verified_name?: string }>(
      `${phoneNumberId}?fields=display_phone_number,verified_name`,
      signal,
    );

  return {
    send: (message, signal) => send({ graph, memory, phoneNumberId, template }, message, signal),
    async file(ref, signal) {
      try {
        const { url } = await graph.get<{ url: string }>(encodeURIComponent(ref), signal);
        const bytes = await graph.file(url, MOST, signal);
        return bytes && { bytes };
      } catch (error) {
        if (error instanceof GraphError && (error.status === 400 || error.status === 404)) return undefined;
        throw error;
      }
    },
    async invite({ text }, signal) {
      const digits = (await numberOf(signal)).display_phone_number?.replaceAll(/\D/g, "");
      return digits && `https://wa.me/${digits}?text=${encodeURIComponent(text)}`;
    },
    async check(signal) {
      const said = await numberOf(signal);
      return { ok: true, says: [said.verified_name, said.display_phone_number].filter(Boolean).join(" ") };
    },
  };
}

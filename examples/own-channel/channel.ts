import { createHmac, timingSafeEqual } from "node:crypto";
import type { ChannelKit, ChannelType, Incoming, PlatformReceipt } from "@parley/engine";

export interface Settings {
  /** How the channel is called in conversations, and in its address. */
  type?: string;
  /** Shared with the other house: what it sends is signed with it, and so is what it gets. */
  secret: string;
  /** Where the other house takes messages for its people. */
  deliverTo: string;
}

/** What the other house sends: a message of one of its people, or what became of one of ours. */
type Told = { message: Incoming } | { receipt: PlatformReceipt };

const sign = (secret: string, body: string | Buffer) => createHmac("sha256", secret).update(body).digest();

/**
 * A channel of one's own: another house's messenger, by signed HTTP both ways.
 *
 * It sends `POST /channels/<type>/` with a JSON body and `x-signature`, the HMAC-SHA256 of the bytes in hex. It gets
 * `POST <deliverTo>` with `{ to, key, texts, choices? }`, signed the same way. The `key` is the same whenever a message is
 * handed over again; the other house shows it once and answers `{ "id": "its own" }`.
 */
export function messenger({ type = "messenger", secret, deliverTo }: Settings): ChannelType {
  const isSigned = (body: Buffer, signature = "") => {
    const given = Buffer.from(signature, "hex");
    const due = sign(secret, body);
    return given.length === due.length && timingSafeEqual(given, due);
  };

  return {
    type,
    can: { text: { most: 1_000, in: "characters" }, choices: { most: 5, label: 40 } },

    connect({ routes, receive, receipt }: ChannelKit) {
      routes.post("/", async (request, response) => {
        const body = request.body as Buffer;
        if (!isSigned(body, request.get("x-signature"))) return void response.status(401).end();
        const told = read(body);
        if (!told) return void response.status(400).end();
        // Answered when it is durable. What is thrown is answered as the engine does: the other house tries again.
        await ("message" in told ? receive(told.message) : receipt(told.receipt));
        response.status(204).end();
      });

      return {
        async send({ to, key, parts }, signal) {
          const choices = parts.at(-1)?.choices;
          const body = JSON.stringify({ to, key, texts: parts.map(({ text }) => text), ...(choices && { choices }) });
          const headers = { "content-type": "application/json", "x-signature": sign(secret, body).toString("hex") };
          const answer = await fetch(deliverTo, { method: "POST", body, headers, signal });
          const said = (await answer.json().catch(() => ({}))) as { id?: string; reason?: string };
          if (answer.ok) return { is: "sent", ...(said.id && { externalId: said.id }) };
          const reason = said.reason ?? `The other house answered ${answer.status}.`;
          if (answer.status === 403) return { is: "blocked", reason };
          if (answer.status === 404 || answer.status === 410) return { is: "failed", reason };
          const after = Number(answer.headers.get("retry-after"));
          return { is: "later", reason, ...(after > 0 && { at: Date.now() + after * 1_000 }) };
        },
      };
    },
  };
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** What was told, or nothing where it has not that form. */
function read(body: Buffer): Told | undefined {
  try {
    const { message, receipt } = JSON.parse(body.toString()) as { message?: Incoming; receipt?: PlatformReceipt };
    if (message && isText(message.id) && isText(message.from?.id) && isText(message.text)) return { message };
    if (receipt && isText(receipt.externalId) && ["delivered", "read", "failed"].includes(receipt.state))
      return { receipt };
  } catch {
    // Not JSON.
  }
  return undefined;
}

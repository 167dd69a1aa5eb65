import { createHmac, timingSafeEqual } from "node:crypto";
import type { ChannelKit, ChannelType, Incoming, OutgoingFile, Part, PlatformReceipt } from "@parley/engine";

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
 * `POST <deliverTo>` with `{ to, key, texts, choices?, file? }`, signed the same way. The `key` is the same whenever a message is
 * handed over again; the other house shows it once and answers `{ "id": "its own" }`.
 * Files that its people send are named in `files` (`{ ref, name }`), and fetched at `<deliverTo>/../<ref>` with the signature of the `ref`.
 */
export function messenger({ type = "messenger", secret, deliverTo }: Settings): ChannelType {
  const isSigned = (body: Buffer, signature = "") => {
    const given = Buffer.from(signature, "hex");
    const due = sign(secret, body);
    return given.length === due.length && timingSafeEqual(given, due);
  };

  return {
    type,
    can: {
      text: { most: 1_000, in: "characters" },
      choices: { most: 5, label: 40 },
      files: { kinds: ["image", "audio", "video", "document"], most: 5_000_000 },
    },

    connect({ routes, receive, receipt, fetch: fetchGuarded }: ChannelKit) {
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
          const body = JSON.stringify({ to, key, ...(await inJson(parts)) });
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

        async file(ref, signal) {
          // By the engine's own way out of the house: what somebody sends may name any address.
          const headers = { "x-signature": sign(secret, ref).toString("hex") };
          const answer = await fetchGuarded(new URL(ref, deliverTo), { headers, signal, most: 25_000_000 });
          if (answer.status === 404) return undefined;
          if (!answer.ok || !answer.body) throw new Error(`The other house answered ${answer.status}.`);
          return { bytes: answer.body };
        },
      };
    },
  };
}

/** What is said, as the other house takes it. */
async function inJson(parts: Part[]) {
  const { choices, file } = parts.at(-1) ?? {};
  return { texts: parts.map(({ text }) => text), choices, file: file && (await packed(file)) };
}

/** A file in a message; another house would take its bytes as they come. */
async function packed({ name, type, read }: OutgoingFile) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of read()) chunks.push(chunk);
  return { name, type, data: Buffer.concat(chunks).toString("base64") };
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Words, or files, or both. */
const isSaid = ({ text, files = [] }: Incoming) =>
  typeof text === "string" &&
  Array.isArray(files) &&
  files.every(({ ref, name }) => isText(ref) && isText(name)) &&
  (text !== "" || files.length > 0);

/** What was told, or nothing where it has not that form. */
function read(body: Buffer): Told | undefined {
  try {
    const { message, receipt } = JSON.parse(body.toString()) as { message?: Incoming; receipt?: PlatformReceipt };
    if (message && isText(message.id) && isText(message.from?.id) && isSaid(message)) return { message };
    if (receipt && isText(receipt.externalId) && ["delivered", "read", "failed"].includes(receipt.state))
      return { receipt };
  } catch {
    // Not JSON.
  }
  return undefined;
}

import { ChatError, RETRYABLE } from "@parley/protocol";
import type { ChannelKit, Incoming, PlatformReceipt } from "../../spine/port.ts";
import { challengeOf, isSigned } from "./signed.ts";

/** What a call of Meta's brings. */
export interface Told {
  messages: Incoming[];
  receipts: PlatformReceipt[];
}

export interface ServeParts {
  kit: Pick<ChannelKit, "routes" | "receive" | "receipt" | "onError">;
  appSecret: string;
  verifyToken: string;
  decode: (body: unknown) => Told;
}

/** Serves what Meta calls: the question whether the address is ours, and what happened. Answered when all of it is durable. */
export function serve({ kit, appSecret, verifyToken, decode }: ServeParts): void {
  kit.routes.get("/", (request, response) => {
    const challenge = challengeOf(new URL(request.originalUrl, "http://here").searchParams, verifyToken);
    if (challenge === undefined) response.status(403).end();
    else response.type("text/plain").send(challenge);
  });

  kit.routes.post("/", async (request, response) => {
    const body = request.body as Buffer | undefined;
    if (!body || !isSigned(appSecret, request.get("x-hub-signature-256"), body)) return void response.status(401).end();
    const told = decode(parsed(body));
    for (const receipt of told.receipts) await kit.receipt(receipt);
    await takeAll(kit, told.messages);
    response.status(200).end();
  });
}

/** Takes messages in by their time. After one that could not be taken no other of that person's is, so that all of them come again in order. */
async function takeAll({ receive, onError }: ServeParts["kit"], messages: readonly Incoming[]): Promise<void> {
  const problems = new Map<string, unknown>();
  for (const message of messages.toSorted(({ at = 0 }, other) => at - (other.at ?? 0))) {
    if (problems.has(message.from.id)) continue;
    try {
      await receive(message);
    } catch (error) {
      if (error instanceof ChatError && !RETRYABLE.includes(error.code)) onError(error);
      else problems.set(message.from.id, error);
    }
  }
  const [problem] = problems.values();
  if (problems.size > 0) throw problem;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

import type { ChannelKit, Incoming, PlatformReceipt } from "../../spine/port.ts";
import { parsed } from "../shared/parsed.ts";
import { createTaking } from "../shared/take-all.ts";
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
  const takeAll = createTaking(kit);
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
    await takeAll(told.messages);
    response.status(200).end();
  });
}

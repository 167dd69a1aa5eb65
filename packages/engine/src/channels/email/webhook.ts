import { createHmac } from "node:crypto";
import type { Request, Response } from "express";
import type { ChannelKit } from "../../spine/port.ts";
import { isSame } from "../shared/same.ts";
import type { MailAccount } from "./account.ts";
import type { Take } from "./taking.ts";

/** Milliseconds that a signature of Mailgun's is good for, either way. */
const FRESH = 15 * 60_000;

export interface WebhookParts {
  account: Pick<MailAccount, "provider">;
  key: string;
  memory: ChannelKit["memory"];
  take: Take;
}

/** What came of a call: a mail, or how it is refused. */
type Called = { raw: Buffer; to?: string[]; mailFrom?: string; once?: string } | { status: number; says?: string };

/** Takes in what a provider of mail calls with. Answers when a mail is stored; what is thrown is answered as the engine does, and comes again. */
export function createWebhook({ account, key, memory, take }: WebhookParts) {
  const read = { mailgun: readMailgun, postmark: readPostmark, raw: readRaw }[account.provider];

  return async (request: Request, response: Response): Promise<void> => {
    const called = await read(request, request.body as Buffer, key);
    if ("status" in called) return void response.status(called.status).end(called.says);
    const { raw, to, mailFrom, once } = called;
    // A call that somebody kept and makes again is no second mail; it is told so as the first was.
    if (once !== undefined && (await memory.get(once))) return void response.status(200).end();
    await take(raw, { ...(to && { to }), ...(mailFrom !== undefined && { mailFrom }) });
    if (once !== undefined) await memory.set(once, "1", 0, Date.now() + 2 * FRESH);
    response.status(200).end();
  };
}

/** Signed is a number that is used once, and when: the form has them beside the mail. */
async function readMailgun(request: Request, body: Buffer, key: string): Promise<Called> {
  const form = await formOf(request, body);
  const field = (name: string) => {
    const value = form?.get(name);
    return typeof value === "string" ? value : "";
  };
  const [timestamp, token] = [field("timestamp"), field("token")];
  const due = createHmac("sha256", key).update(`${timestamp}${token}`).digest("hex");
  const isFresh = Math.abs(Date.now() - Number(timestamp) * 1_000) < FRESH;
  if (!isSame(field("signature"), due) || !isFresh || token === "") return { status: 401 };
  const mime = form?.get("body-mime");
  if (!mime) return { status: 406, says: "There is no body-mime: let the address of the route end in mime." };
  const raw = typeof mime === "string" ? Buffer.from(mime) : Buffer.from(await mime.arrayBuffer());
  const once = `call ${createHmac("sha256", key).update(`once ${token}`).digest("base64url")}`;
  return { raw, once, to: field("recipient").split(","), mailFrom: field("sender") };
}

async function formOf(request: Request, body: Buffer): Promise<FormData | undefined> {
  try {
    const headers = { "content-type": request.get("content-type") ?? "" };
    return await new globalThis.Response(new Uint8Array(body), { headers }).formData();
  } catch {
    return undefined;
  }
}

/** Postmark signs nothing: it shows a password. */
async function readPostmark(request: Request, body: Buffer, key: string): Promise<Called> {
  const [, encoded = ""] = /^basic\s+([\w+/=-]+)$/i.exec(request.get("authorization") ?? "") ?? [];
  const password = Buffer.from(encoded, "base64")
    .toString()
    .replace(/^[^:]*:/, "");
  if (encoded === "" || !isSame(password, key)) return { status: 401 };
  const told = parsed(body);
  if (typeof told?.["RawEmail"] !== "string")
    return { status: 422, says: "There is no RawEmail: switch on raw content." };
  const to = told["OriginalRecipient"];
  return await Promise.resolve({ raw: Buffer.from(told["RawEmail"]), ...(typeof to === "string" && { to: [to] }) });
}

/** The mail itself, signed whole. */
function readRaw(request: Request, body: Buffer, key: string): Promise<Called> {
  const due = createHmac("sha256", key).update(body).digest("hex");
  const signature = request.get("x-parley-signature")?.toLowerCase();
  return Promise.resolve(isSame(signature, due) ? { raw: body } : { status: 401 });
}

function parsed(body: Buffer): Record<string, unknown> | undefined {
  try {
    const found: unknown = JSON.parse(body.toString());
    return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

import { newId } from "@parley/protocol";
import { expect, vi } from "vitest";
import { handOver, isOpen, openPost } from "../../packages/engine/src/channels/email/peer.test.kit.ts";
import { freePort } from "../../packages/engine/src/upkeep/free-port.test.kit.ts";
import { openAccount } from "./account.ts";
import type { World } from "./channel.contract.ts";

export const SHOP = "support@shop.example";
const SERVER = "mx.shop.example";

/** What of a mail is not as usual. */
export interface Letter {
  subject?: string;
  id?: string;
  answers?: string;
  references?: string;
  to?: string;
  from?: string;
  /** What our own server found out about who wrote. */
  judged?: string;
  headers?: string[];
  envelope?: string;
}

/** A mail of somebody's, as it comes behind our own server. */
export function letter(from: string, text: string, how: Letter = {}): string {
  const { subject = "", id = `<${newId()}@people.example>`, to = SHOP, judged = "dmarc=pass", headers = [] } = how;
  const isTyped = headers.some((one) => /^content-type/i.test(one));
  return [
    `Received: from people.example by ${SERVER}; Mon, 1 Jun 2026 10:00:00 +0000`,
    `Authentication-Results: ${SERVER}; ${judged}`,
    `From: ${how.from ?? from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: ${id}`,
    ...present("In-Reply-To", how.answers),
    ...present("References", how.references),
    "MIME-Version: 1.0",
    ...headers,
    ...(isTyped ? [] : ["Content-Type: text/plain; charset=utf-8"]),
    "",
    text,
    "",
  ].join("\r\n");
}

const present = (name: string, value: string | undefined) => (value === undefined ? [] : [`${name}: ${value}`]);

/** An engine whose own listener takes mails, and everybody else's mail server. */
export async function openMail({
  settings = {},
  secrets = {},
  engine = {},
}: Partial<Parameters<typeof openAccount>[0]> = {}) {
  const post = await openPost();
  const listenPort = await freePort();
  const account = await openAccount({
    channel: "email",
    settings: {
      address: SHOP,
      name: "The Shop",
      source: "smtp",
      listenHost: "127.0.0.1",
      listenPort: String(listenPort),
      smtpHost: "127.0.0.1",
      smtpPort: String(post.port),
      authserv: SERVER,
      ...settings,
    },
    secrets,
    engine,
  });
  const firsts = new Map<string, string>();

  /** Hands a mail to the engine's listener. */
  const deliver = (raw: string | Buffer, from: string, to = SHOP) => handOver(listenPort, raw, { from, to: [to] });
  const listens = () => vi.waitFor(async () => expect(await isOpen(listenPort)).toBe(true), 60_000);
  await listens();

  /** The conversations of an address, the last first. */
  async function conversationsOf(address: string): Promise<string[]> {
    const { users, dialog } = account.running.engine.services;
    const visitor = await users.reach({ inboxId: "email", externalId: address, locale: "en" });
    const listed = await dialog.list({ personIds: [visitor.id], limit: 50 });
    return listed.map(({ conversation }) => conversation.id);
  }

  const world: World = {
    get running() {
      return account.running;
    },
    async restart() {
      await account.restart();
      await listens();
    },
    async close() {
      await account.close();
      await post.close();
    },
    person(name) {
      const address = `${name}@people.example`;
      return Promise.resolve({
        async writes(text, id = newId()) {
          const own = `<${id}@people.example>`;
          const last = post.of(address).at(-1)?.email.messageId ?? firsts.get(address);
          const answers = firsts.get(address) === own ? undefined : last;
          if (!firsts.has(address)) firsts.set(address, own);
          await deliver(letter(address, text, { id: own, ...(answers !== undefined && { answers }) }), address);
        },
        sees: () => post.of(address).map(({ email }) => email.text?.trim() ?? ""),
        conversationId: async () => (await conversationsOf(address))[0] ?? "",
      });
    },
  };
  let people = 0;
  /** Somebody new, with their address. */
  async function somebody() {
    const name = `somebody${(people += 1)}`;
    return { ...(await world.person(name)), address: `${name}@people.example` };
  }
  return {
    world,
    account,
    post,
    deliver,
    conversationsOf,
    somebody,
    /** Somebody who has written, and was answered. */
    async answered() {
      const ann = await somebody();
      const first = `<${newId()}@people.example>`;
      await deliver(letter(ann.address, "Where is my order?", { id: first, subject: "Order 12" }), ann.address);
      await expect.poll(() => post.of(ann.address)).toHaveLength(1);
      const [answer] = post.of(ann.address);
      if (!answer) throw new Error("Nobody answered.");
      return { ...ann, first, email: answer.email, conversationId: await ann.conversationId() };
    },
    /** What was said, and noted, in a conversation. */
    async log(conversationId: string) {
      return (await account.running.engine.services.dialog.read({ conversationId, after: 0 })).events;
    },
  };
}
/** An address of ours with another mark. Not its last letter, of which some bits say nothing: it would often be the same mark. */
export const forged = (address: string): string =>
  address.replace(/(.)(.@)/, (_, letter: string, rest: string) => (letter === "a" ? "b" : "a") + rest);

export type MailWorld = Awaited<ReturnType<typeof openMail>>;

/** What a server says of a mail of ours that nobody took. */
export const bounceOf = (id: string): string =>
  letter("MAILER-DAEMON@people.example", reportOn(id), {
    headers: [
      "Auto-Submitted: auto-replied",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    ],
  });

const reportOn = (id: string) =>
  [
    "--b",
    "Content-Type: text/plain",
    "",
    "It could not be delivered.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; people.example",
    "",
    "Final-Recipient: rfc822; ann@people.example",
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 Nobody of that name",
    "--b",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: ${id}`,
    "--b--",
  ].join("\r\n");

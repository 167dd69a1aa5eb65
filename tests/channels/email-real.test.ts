import { newId } from "@parley/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handOver, openMailbox, openPost } from "../../packages/engine/src/channels/email/peer.test.kit.ts";
import { openAccount, type OpenAccount } from "./account.ts";
import { letter, SHOP } from "./email-world.ts";
import { openRealMail, whyNotReal } from "./real-mail.ts";

const why = whyNotReal();
// Who reads the results sees what was not tried.
if (why !== undefined) console.warn(`E-mail was not tried with real servers: ${why}`);

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 60_000 });

describe.skipIf(why !== undefined)("e-mail with Dovecot and Postfix", () => {
  let real: Awaited<ReturnType<typeof openRealMail>>;
  let post: Awaited<ReturnType<typeof openPost>>;
  let mailbox: ReturnType<typeof openMailbox>;
  let account: OpenAccount;
  beforeAll(async () => {
    post = await openPost();
    real = await openRealMail({ domain: "shop.example", relay: post.port });
    account = await openAccount({
      channel: "email",
      settings: {
        address: SHOP,
        name: "The Shop",
        source: "imap",
        imapHost: "127.0.0.1",
        imapPort: String(real.imap),
        smtpHost: "127.0.0.1",
        smtpPort: String(real.smtp),
        moveTo: "INBOX.Taken",
      },
      secrets: { imapPassword: "secret" },
    });
    mailbox = openMailbox({ port: real.imap, user: SHOP, pass: "secret" });
    await mailbox.makeFolder("INBOX.Taken");
  });
  afterAll(async () => {
    await account.close();
    await real.close();
    await post.close();
  });

  const writes = (from: string, text: string, how: Parameters<typeof letter>[2] = {}) =>
    handOver(real.smtp, letter(from, text, how), { from, to: [how.to ?? SHOP] });
  async function conversationsOf(address: string): Promise<string[]> {
    const { users, dialog } = account.running.engine.services;
    const visitor = await users.reach({ inboxId: "email", externalId: address, locale: "en" });
    return (await dialog.list({ personIds: [visitor.id], limit: 50 })).map(({ conversation }) => conversation.id);
  }
  const saidBy = async (address: string) => {
    const all = await Promise.all((await conversationsOf(address)).map((id) => account.said(id, "visitor")));
    return all.flat();
  };

  test("a mail is answered, and the answer to that comes into the same conversation; what was taken is moved", async () => {
    await poll(
      async () => (await account.running.engine.services.dialog.recall({ inboxId: "email", key: "mailbox" })).value,
    ).toBeDefined();
    await writes("ann@people.example", "Where is my order?", { subject: "Order 12" });
    await poll(() => post.of("ann@people.example").length).toBe(1);
    const answer = post.of("ann@people.example")[0]?.email;
    const to = answer?.replyTo?.[0]?.address ?? "";
    expect(to).toMatch(/^support\+[\w.]+@shop\.example$/);
    await writes("ann@people.example", "How do I return it?", { to });
    await poll(() => saidBy("ann@people.example")).toEqual(["Order 12\n\nWhere is my order?", "How do I return it?"]);
    expect(await conversationsOf("ann@people.example")).toHaveLength(1);
    await poll(() => mailbox.countIn("INBOX")).toBe(0);
    expect(await mailbox.countIn("INBOX.Taken")).toBe(2);
  });

  test("what came while the engine was away is taken when it is there again, each once and in order", async () => {
    const texts = Array.from({ length: 12 }, (_, index) => `number ${index}`);
    const id = `<${newId()}@people.example>`;
    await account.running.stop();
    for (const [index, text] of texts.entries())
      await writes("bob@people.example", text, index === 0 ? { id } : { to: SHOP });
    await poll(() => mailbox.countIn("INBOX")).toBe(12);
    await account.restart();
    await poll(async () => (await saidBy("bob@people.example")).length).toBe(12);
    expect((await saidBy("bob@people.example")).toSorted()).toEqual(texts.toSorted());
    await poll(() => mailbox.countIn("INBOX")).toBe(0);
    await poll(() => post.of("bob@people.example").length).toBe(12);
  });

  test("a mail that a server sends back makes ours a failed one", async () => {
    post.will("knows nobody");
    await writes("gone@people.example", "Where is my order?");
    await poll(async () => {
      const [conversationId = ""] = await conversationsOf("gone@people.example");
      const deliveries = await account.running.engine.services.dialog.deliveries({ conversationId });
      return deliveries.map(({ state }) => state);
    }).toEqual(["failed"]);
  });
});

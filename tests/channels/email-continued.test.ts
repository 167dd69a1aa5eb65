import { type Introduced, newId } from "@parley/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { agent } from "../support/agent.ts";
import { visitor } from "../support/visitor.ts";
import { bounceOf, forged, letter, type MailWorld, openMail, SHOP } from "./email-world.ts";

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);
const PAGE = "https://shop.example/chat";
let mail: MailWorld;
beforeAll(async () => {
  const settings = { continues: "web", continuesAfter: "0", continuesPage: PAGE };
  mail = await openMail({ settings });
});
afterAll(() => mail.world.close());

let people = 0;
/** A visitor of the site with whom an agent talks; they have given an address. */
async function chatting({ locale = "en", gives = true } = {}) {
  const { running } = mail.account;
  const address = `guest${(people += 1)}@people.example`;
  const amy = await agent(running, `Amy${people}`);
  const ann = await visitor(running.url, { locale });
  const { id } = ann.welcome.conversation;
  if (gives) await ann.ask<Introduced>("identify", { email: address });
  await ann.choose("Talk to a person", "human");
  await amy.claim(id);
  const { dialog } = running.engine.services;
  const log = async () => (await dialog.read({ conversationId: id, after: 0 })).events;
  const said = async () => (await log()).flatMap((event) => (event.type === "message" ? [event] : []));
  return {
    amy,
    ann,
    id,
    address,
    mails: () => mail.post.of(address).map(({ email }) => email),
    /** What the visitor said, and by which channel where that is another. */
    theirs: async () =>
      (await said()).flatMap(({ author, content }) =>
        author.kind === "visitor" && content.type === "text" ? [[content.text, author.by]] : [],
      ),
    notes: async () => (await log()).flatMap((event) => (event.type === "note" ? [event.text] : [])),
    /** They have read so far, and go. */
    async leaves() {
      ann.socket.emit("read", { seq: (await log()).at(-1)?.seq ?? 0 });
      await poll(async () => (await dialog.readTo({ conversationId: id })).visitor).toBeGreaterThan(0);
      ann.socket.disconnect();
    },
  };
}

/** Somebody who has left, and was sent what an agent said then. */
async function mailed(how?: Parameters<typeof chatting>[0]) {
  const chat = await chatting(how);
  await chat.leaves();
  await chat.amy.send(chat.id, "It is on its **way**");
  await poll(chat.mails).toHaveLength(1);
  const [email] = chat.mails();
  if (!email) throw new Error("There is no mail.");
  return { ...chat, email, replyTo: email.replyTo?.[0]?.address ?? "" };
}
const headerOf = ({ headers }: Awaited<ReturnType<typeof mailed>>["email"], name: string) =>
  headers.find(({ key }) => key === name)?.value ?? "";

describe("who has left", () => {
  test("is sent what an agent said, in their language, and the team sees that", async () => {
    const { email, address, notes, id, mails } = await mailed({ locale: "zh-CN" });
    expect(email).toMatchObject({ subject: "The Shop：您的会话有新回复", to: [{ address }] });
    expect(email.from?.address).toBe(SHOP);
    expect(email.text).toContain("It is on its way");
    expect(email.text).toContain(PAGE);
    expect(headerOf(email, "list-unsubscribe")).toMatch(
      /^<http.*\/channels\/email\/stop\/.*>, <mailto:support\+stop\./,
    );
    await poll(notes).toEqual([expect.stringContaining(`${address[0]}•••@people.example`)]);
    // All of it is done: nothing is left to be sent.
    const { dialog } = mail.account.running.engine.services;
    await poll(async () => (await dialog.continuedWith({ conversationId: id })).to).toBe(address);
    expect(mails()).toHaveLength(1);
  });

  test("has in one mail all that they missed, the bot's words before they were passed on left out", async () => {
    const { amy, id, ann, mails } = await chatting();
    ann.socket.disconnect();
    // Neither is missed before both are said.
    await amy.send(id, "One");
    await amy.send(id, "Two");
    await poll(() =>
      mails()
        .map(({ text }) => text ?? "")
        .join(""),
    ).toMatch(/One[\s\S]*Two/);
    expect(mails()[0]?.text).toMatch(/^Amy\d+:\s+One/);
  });

  test("and is back in time, has read it, or has given no address is sent nothing", async () => {
    const [there, unknown] = [await chatting(), await chatting({ gives: false })];
    const { seq } = await there.amy.send(there.id, "Are you there?");
    there.ann.socket.emit("read", { seq });
    await unknown.leaves();
    await unknown.amy.send(unknown.id, "Are you there?");
    const { dialog } = mail.account.running.engine.services;
    await poll(async () => (await dialog.readTo({ conversationId: there.id })).visitor).toBe(seq);
    there.ann.socket.disconnect();
    // What comes after is sent, and nothing of what came before.
    await there.amy.send(there.id, "Something else");
    await poll(there.mails).toHaveLength(1);
    expect(there.mails()[0]?.text).not.toContain("Are you there?");
    expect(await unknown.notes()).toEqual([]);
  });
});

test("where the mail came back the team is told so in the chat, once", async () => {
  const { email, notes } = await mailed({ locale: "zh-CN" });
  const returned = expect.stringContaining("被退回：550 5.1.1 Nobody of that name");
  await poll(notes).toHaveLength(1);
  for (let times = 0; times < 2; times += 1) await mail.deliver(bounceOf(email.messageId ?? ""), "");
  expect(await notes()).toEqual([expect.any(String), returned]);
});

describe("an answer by mail", () => {
  test("is said in the chat with its channel, and seen there by who is back", async () => {
    const { email, replyTo, address, theirs, ann, id } = await mailed();
    const quoted = `Thank you!\r\n\r\nOn Mon, 1 Jun 2026 at 10:00, The Shop wrote:\r\n> It is on its way`;
    await mail.deliver(letter(address, quoted, { to: replyTo, answers: email.messageId ?? "" }), address, replyTo);
    expect(await theirs()).toEqual([["Thank you!", "email"]]);
    const back = await visitor(mail.account.running.url, { token: ann.welcome.token });
    expect(back.welcome.conversation.id).toBe(id);
    const shown = back.welcome.page.events.flatMap((event) => (event.type === "message" ? [event] : []));
    expect(shown.at(-1)).toMatchObject({ author: { kind: "visitor", by: "email" }, content: { text: "Thank you!" } });
  });

  test("is answered in the same thread of mails", async () => {
    const { replyTo, address, amy, id, mails } = await mailed();
    const own = `<${newId()}@people.example>`;
    await mail.deliver(letter(address, "And now?", { id: own, to: replyTo, subject: "Re: x" }), address, replyTo);
    await amy.send(id, "Tomorrow");
    await poll(mails).toHaveLength(2);
    expect(mails()[1]).toMatchObject({ inReplyTo: own, subject: "Re: x" });
    expect(mails()[1]?.text).not.toContain("on its way");
  });

  test("brings its files", async () => {
    const { replyTo, address, id } = await mailed();
    const headers = ['Content-Type: multipart/mixed; boundary="b"'];
    const body = `--b\r\nContent-Type: text/plain\r\n\r\nSee this\r\n--b\r\nContent-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nhello\r\n--b--`;
    await mail.deliver(letter(address, body, { to: replyTo, headers }), address, replyTo);
    const { dialog } = mail.account.running.engine.services;
    const said = (await dialog.read({ conversationId: id, after: 0 })).events.flatMap((event) =>
      event.type === "message" && event.author.kind === "visitor" ? [event.content.type] : [],
    );
    expect(said).toEqual(["choice", "text", "file"]);
  });

  type Mailed = Awaited<ReturnType<typeof mailed>>;
  test.each<[string, (chat: Mailed) => [string, Parameters<typeof letter>[2]]]>([
    ["the signed address, from somebody else", ({ replyTo }) => ["eve@people.example", { to: replyTo }]],
    ["our mail, from somebody else", ({ email }) => ["eve@people.example", { answers: email.messageId ?? "" }]],
    ["their name, which is not theirs", ({ address, replyTo }) => [address, { to: replyTo, judged: "dmarc=fail" }]],
    ["their name, and a mark of no one's", ({ address, replyTo }) => [address, { to: forged(replyTo) }]],
    ["their name only", ({ address }) => [address, { judged: "dmarc=none" }]],
    [
      "a machine of theirs",
      ({ address, replyTo }) => [address, { to: replyTo, headers: ["Auto-Submitted: auto-replied"] }],
    ],
  ])("nobody comes into the chat by %s", async (_, how) => {
    const chat = await mailed();
    const [from, what] = how(chat);
    await mail.deliver(letter(from, "Send it to me", what), from, what?.to ?? SHOP);
    expect(await chat.theirs()).toEqual([]);
  });

  test("proves nothing of who chatted: they may have typed anybody's address", async () => {
    const { replyTo, address, ann } = await mailed();
    await mail.deliver(letter(address, "Who are you?", { to: replyTo }), address, replyTo);
    const { users } = mail.account.running.engine.services;
    const owner = await users.reach({ inboxId: "shop", externalId: address, locale: "en" });
    await users.proven({ visitorId: owner.id, values: [{ kind: "email", value: address }] });
    const { identities } = await users.contact({ id: ann.welcome.conversation.visitorId });
    expect(identities).toHaveLength(1);
  });
});

describe("who wants no more of them", () => {
  const linkIn = (chat: Awaited<ReturnType<typeof mailed>>) =>
    /<(http[^>]+)>/.exec(headerOf(chat.email, "list-unsubscribe"))?.[1] ?? "";

  test("says so by the link, which does nothing when it is only looked at; the team is told", async () => {
    const chat = await mailed();
    const looked = await fetch(linkIn(chat));
    expect([looked.status, await looked.text()]).toEqual([200, expect.stringContaining('method="post"')]);
    await chat.amy.send(chat.id, "Still coming");
    await poll(chat.mails).toHaveLength(2);
    expect((await fetch(linkIn(chat), { method: "POST" })).status).toBe(200);
    await chat.amy.send(chat.id, "Nobody reads this");
    await poll(async () => (await chat.notes()).at(-1)).toContain("want no mails");
    expect(chat.mails()).toHaveLength(2);
  });

  test("says so by a mail to the address in it", async () => {
    const chat = await mailed();
    const to = /<mailto:([^>]+)>/.exec(headerOf(chat.email, "list-unsubscribe"))?.[1] ?? "";
    await mail.deliver(letter(chat.address, "stop", { to, judged: "dmarc=none" }), chat.address, to);
    await chat.amy.send(chat.id, "Nobody reads this");
    await poll(async () => (await chat.notes()).at(-1)).toContain("want no mails");
    expect(await mail.conversationsOf(chat.address)).toEqual([]);
  });

  test("a link that is not ours stops nothing", async () => {
    const chat = await mailed();
    const link = linkIn(chat).replace(/.$/, (last) => (last === "a" ? "b" : "a"));
    expect((await fetch(link, { method: "POST" })).status).toBe(404);
  });
});

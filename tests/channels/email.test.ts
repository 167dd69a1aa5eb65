import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Mood } from "../../packages/engine/src/channels/email/peer.test.kit.ts";
import { channelContract } from "./channel.contract.ts";
import { bounceOf, letter, type MailWorld, openMail, SHOP } from "./email-world.ts";
import { talking } from "./talking.ts";

channelContract("e-mail", async () => (await openMail()).world);

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);
let mail: MailWorld;
beforeAll(async () => void (mail = await openMail()));
afterAll(() => mail.world.close());

const replyAddress = (email: MailWorld["post"]["mails"][0]["email"]) => email.replyTo?.[0]?.address ?? "";
const answered = () => mail.answered();
const said = (conversationId: string) => mail.account.said(conversationId, "visitor");

describe("an answer of ours", () => {
  test("is a mail that programs put below theirs, and that no machine answers", async () => {
    const { email, first, address } = await answered();
    expect(email).toMatchObject({ subject: "Re: Order 12", inReplyTo: first, references: first });
    expect(email.from).toEqual({ name: "The Shop", address: SHOP });
    expect(email.to).toEqual([{ name: "", address }]);
    expect(email.messageId).toMatch(/^<c\.[a-z2-7]+\.\w+\.1\.[a-z2-7]+@shop\.example>$/);
    expect(replyAddress(email)).toMatch(/^support\+[\w.]+@shop\.example$/);
    expect(email.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-replied");
    expect(email.html).toContain("<p dir=");
  });

  test("is a person's where an agent writes it, under their name", async () => {
    const person = await mail.somebody();
    const { vera, conversationId } = await talking(mail.account, person);
    await vera.send(conversationId, "I <b>am</b> here");
    await poll(() => mail.post.of(person.address)).toHaveLength(2);
    const email = mail.post.of(person.address)[1]?.email;
    expect(email?.from).toMatchObject({ name: expect.stringMatching(/^Vera\d+ \(The Shop\)$/) as string });
    expect(email?.headers.some(({ key }) => key === "auto-submitted")).toBe(false);
    expect([email?.text?.trim(), email?.html]).toEqual([
      "I <b>am</b> here",
      expect.stringContaining("I &lt;b&gt;am&lt;/b&gt; here"),
    ]);
  });

  test.each<[Mood, string[], number]>([
    ["loses the answer", ["sent"], 2],
    ["hangs up", ["sent"], 1],
    ["refuses", ["failed"], 0],
    ["knows nobody", ["failed"], 0],
  ])("where the server %s: it stands as %j, and keeps its name", async (mood, states, many) => {
    const person = await mail.somebody();
    const talk = await talking(mail.account, person);
    mail.post.will(mood);
    await talk.vera.send(talk.conversationId, "one");
    await poll(talk.states).toEqual(states);
    const ids = mail.post
      .of(person.address)
      .slice(1)
      .map(({ email }) => email.messageId);
    expect(ids).toHaveLength(many);
    expect(new Set(ids).size).toBe(Math.min(1, many));
  });
});

describe("what no person wrote", () => {
  test.each<[string, Parameters<typeof letter>[2], string?]>([
    ["an answer of a machine", { headers: ["Auto-Submitted: auto-replied"] }],
    ["a letter to many", { headers: ["Precedence: bulk"] }],
    ["a list", { headers: ["List-Id: <all.people.example>"] }],
    ["who wants no answers", { headers: ["X-Auto-Response-Suppress: All"] }],
    ["what has no way back", {}, ""],
    ["who is not who they say", { judged: "dmarc=fail" }],
  ])("%s is taken in, and the bot's answer is kept and not sent", async (_, how, envelope) => {
    const { address } = await mail.somebody();
    await mail.deliver(letter(address, "Where is my order?", how), envelope ?? address);
    const [id = ""] = [
      ...(await mail.conversationsOf(address)),
      ...(await mail.conversationsOf(`unproven:${address}`)),
    ];
    const { dialog } = mail.account.running.engine.services;
    await poll(async () => (await dialog.deliveries({ conversationId: id })).map(({ state }) => state)).toEqual([
      "blocked",
    ]);
    expect(mail.post.of(address)).toEqual([]);
  });

  test("a mail that came back makes a failed one of ours, and nothing else", async () => {
    const ann = await answered();
    const report = bounceOf(ann.email.messageId ?? "");
    await mail.deliver(report, "");
    const { dialog } = mail.account.running.engine.services;
    const deliveries = () => dialog.deliveries({ conversationId: ann.conversationId });
    await poll(async () => (await deliveries())[0]).toMatchObject({
      state: "failed",
      reason: "550 5.1.1 Nobody of that name",
    });
    expect(await said(ann.conversationId)).toHaveLength(1);
    expect(await mail.conversationsOf("mailer-daemon@people.example")).toEqual([]);
  });

  test("who waits for a person is told so once a day, whatever they write", async () => {
    const person = await mail.somebody();
    const { conversationId } = await queued(person);
    await person.writes("Hello? Is anybody there?");
    await person.writes("I want to talk to a person");
    const { dialog } = mail.account.running.engine.services;
    await poll(async () =>
      (await dialog.deliveries({ conversationId })).every(({ state }) => state !== "waiting"),
    ).toBe(true);
    expect(person.sees()).toHaveLength(1);
  });
});

async function queued(person: Awaited<ReturnType<typeof mail.somebody>>) {
  await person.writes("I want to talk to a person");
  await poll(person.sees).toHaveLength(1);
  return { conversationId: await person.conversationId() };
}

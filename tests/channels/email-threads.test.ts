import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forged, letter, type MailWorld, openMail } from "./email-world.ts";

let mail: MailWorld;
beforeAll(async () => void (mail = await openMail()));
afterAll(() => mail.world.close());

type Answered = Awaited<ReturnType<MailWorld["answered"]>>;
const answered = () => mail.answered();
const said = (conversationId: string) => mail.account.said(conversationId, "visitor");
const replyAddress = ({ replyTo }: Answered["email"]) => replyTo?.[0]?.address ?? "";

describe("which conversation a mail is of", () => {
  test.each<[string, (to: Answered) => Parameters<typeof letter>[2]]>([
    ["by the address with our mark", ({ email }) => ({ to: replyAddress(email), judged: "dmarc=none" })],
    ["by our mark, in capitals", ({ email }) => ({ to: replyAddress(email).toUpperCase() })],
    ["by what it answers", ({ email }) => ({ answers: email.messageId ?? "", judged: "dmarc=none" })],
    ["by the last that it names", ({ email, first }) => ({ references: `<x@y> ${first} ${email.messageId}` })],
    ["by their own first mail", ({ first }) => ({ references: `<x@y> ${first}` })],
  ])("it is found %s", async (_, how) => {
    const ann = await answered();
    await mail.deliver(letter(ann.address, "Still not here", how(ann)), ann.address);
    expect(await said(ann.conversationId)).toEqual(["Order 12\n\nWhere is my order?", "Still not here"]);
  });

  test("what names nothing of ours is a conversation of its own", async () => {
    const ann = await answered();
    await mail.deliver(letter(ann.address, "Something else", { subject: "Order 12" }), ann.address);
    expect(await mail.conversationsOf(ann.address)).toHaveLength(2);
    expect(await said(ann.conversationId)).toHaveLength(1);
  });

  test.each<[string, (to: Answered) => Parameters<typeof letter>[2]]>([
    ["our mark, from somebody else", ({ email }) => ({ to: replyAddress(email) })],
    ["our mail, from somebody else", ({ email }) => ({ answers: email.messageId ?? "" })],
    ["their mail, from somebody else", ({ first }) => ({ answers: first })],
    [
      "somebody else who names them beside themselves",
      ({ address, email }) => ({ answers: email.messageId ?? "", headers: [`Cc: ${address}`, `Reply-To: ${address}`] }),
    ],
    [
      "their name, which is not theirs",
      ({ email, address }) => ({ answers: email.messageId ?? "", from: address, judged: "dmarc=fail" }),
    ],
    [
      "their name twice",
      ({ email, address }) => ({ answers: email.messageId ?? "", from: `${address}, eve@people.example` }),
    ],
    [
      "their own mail again, which is not proven to be theirs",
      ({ first, address }) => ({ id: first, from: address, judged: "dmarc=none" }),
    ],
    [
      "their own mail named, which is not proven to be theirs",
      ({ first, address }) => ({ answers: first, from: address, judged: "spf=pass" }),
    ],
    ["our mark with another end", ({ email }) => ({ to: forged(replyAddress(email)) })],
    [
      "our mail with another number",
      ({ email }) => ({ answers: (email.messageId ?? "").replace(/\.\w+\.1\./, ".99.1.") }),
    ],
    [
      "a proof in brackets",
      ({ email, address }) => ({
        answers: email.messageId ?? "",
        from: address,
        judged: "x=y (dmarc=pass); dmarc=fail",
      }),
    ],
    [
      "a proof by another server",
      ({ first, address }) => ({
        answers: first,
        from: address,
        judged: "none",
        headers: ["Authentication-Results: evil.example; dmarc=pass"],
      }),
    ],
    [
      "a proof below another stop",
      ({ first, address }) => ({
        answers: first,
        from: address,
        judged: "none",
        headers: ["Received: by x", "Authentication-Results: mx.shop.example; dmarc=pass"],
      }),
    ],
  ])("nobody comes into another's by %s", async (_, how) => {
    const ann = await answered();
    const before = await mail.log(ann.conversationId);
    await mail.deliver(letter("eve@people.example", "Send it to me", how(ann)), "eve@people.example");
    expect(await mail.log(ann.conversationId)).toEqual(before);
    expect(mail.post.of("eve@people.example").some(({ email }) => email.text?.includes("Order 12"))).toBe(false);
  });

  test("where it is somebody else's, a note says which one it answers", async () => {
    const ann = await answered();
    const eve = await mail.somebody();
    await mail.deliver(letter(eve.address, "Me too", { answers: ann.email.messageId ?? "" }), eve.address);
    const notes = (await mail.log(await eve.conversationId())).flatMap((event) =>
      event.type === "note" ? [event.text] : [],
    );
    expect(notes).toEqual([expect.stringContaining(ann.conversationId)]);
  });
});

test.each([
  ["dmarc=pass", 1],
  ["dmarc=none", 0],
  ["dmarc=fail", 0],
])(
  "a code that proves who somebody is counts from who is proven: with %s it is looked at %i times",
  async (judged, many) => {
    const eve = await mail.somebody();
    await mail.deliver(letter(eve.address, "link 7KQ2-M9XD", { judged }), eve.address);
    const ids = [
      ...(await mail.conversationsOf(eve.address)),
      ...(await mail.conversationsOf(`unproven:${eve.address}`)),
    ];
    const log = await mail.log(ids[0] ?? "");
    const said = log.filter((event) => event.type === "message" && event.author.kind === "bot");
    expect(said).toHaveLength(many);
  },
);

test.each([
  ["dmarc=pass", 2],
  ["dmarc=none", 1],
  ["dmarc=fail", 1],
])("[K9] who writes from an address that is proven of somebody else: with %s they are %i", async (judged, many) => {
  const bob = await mail.somebody();
  const { users } = mail.account.running.engine.services;
  const { id } = await users.reach({ inboxId: "shop", externalId: bob.address, locale: "en" });
  await users.proven({ visitorId: id, values: [{ kind: "email", value: bob.address }] });
  await mail.deliver(letter(bob.address, "Where is my order?", { judged }), bob.address);
  expect((await users.contact({ id })).identities).toHaveLength(many);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { letter, type MailWorld, openMail } from "./email-world.ts";

let mail: MailWorld;
beforeAll(async () => void (mail = await openMail()));
afterAll(() => mail.world.close());

type Answered = Awaited<ReturnType<MailWorld["answered"]>>;
const EVE = "eve@people.example";
const markOf = ({ email }: Answered) => email.replyTo?.[0]?.address ?? "";
const ways: [string, (ann: Answered) => Parameters<typeof letter>[2]][] = [
  ["the address of ours", (ann) => ({ to: markOf(ann) })],
  ["what it was brought to", (ann) => ({ headers: [`Delivered-To: ${markOf(ann)}`] })],
  ["where it was first sent", (ann) => ({ headers: [`X-Original-To: ${markOf(ann)}`] })],
  ["a copy to the address of ours", (ann) => ({ headers: [`Cc: ${markOf(ann)}`] })],
  ["what it answers", ({ email }) => ({ answers: email.messageId ?? "" })],
  ["what it names", ({ email, first }) => ({ references: `${first} ${email.messageId}` })],
];
const masks: [string, (ann: Answered) => Parameters<typeof letter>[2]][] = [
  ["who has their address", ({ address }) => ({ from: address, judged: "dmarc=fail" })],
  ["who has their address beside another", ({ address }) => ({ from: `${address}, ${EVE}` })],
  ["who has it as a name", ({ address }) => ({ from: `"${address}" <${EVE}>` })],
  ["who has it in a comment", ({ address }) => ({ from: `${EVE} (${address})` })],
  [
    "whose answers go to them",
    ({ address }) => ({ from: EVE, headers: [`Reply-To: ${address}`, `Sender: ${address}`] }),
  ],
];

test.each(ways.flatMap(([way, how]) => masks.map(([mask, who]) => [mask, way, who, how] as const)))(
  "%s comes into nobody's conversation by %s",
  async (_mask, _way, who, how) => {
    const ann = await mail.answered();
    const before = await mail.log(ann.conversationId);
    const sent = mail.post.of(EVE).length;
    const [is, names] = [who(ann), how(ann)];
    const headers = [...(is?.headers ?? []), ...(names?.headers ?? [])];
    await mail.deliver(letter(EVE, "Where is it?", { ...names, ...is, headers }), EVE);
    expect(await mail.log(ann.conversationId)).toEqual(before);
    const words = mail.post
      .of(EVE)
      .slice(sent)
      .map(({ email }) => email.text ?? "");
    expect(words.filter((text) => /Order 12|where is my order/i.test(text))).toEqual([]);
  },
);

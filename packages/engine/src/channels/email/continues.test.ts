import type { Conversation, MessageEvent } from "@parley/protocol";
import { expect, test } from "vitest";
import type { SentOn } from "../../spine/port.ts";
import { memoryOfNobody } from "../shared/memory.test.kit.ts";
import { accountOf } from "./account.ts";
import { createContinues } from "./continues.ts";
import type { OutgoingMail } from "./letter.ts";
import { createMarks } from "./marks.ts";

const settings = { address: "support@shop.example", name: "The Shop", source: "smtp", continues: "web" };
const conversation: Conversation = {
  id: "01890000-0000-7000-8000-000000000000",
  visitorId: "ann",
  channel: "web",
  locale: "ar",
  seq: 9,
  episode: 1,
  openedAt: 0,
  updatedAt: 0,
  state: { status: "bot", unsure: 0, from: 1 },
};

/** What was said, as it is sent on. */
function missed(seqs: readonly number[], more: Partial<SentOn> = {}): SentOn {
  const author: MessageEvent["author"] = { kind: "agent", id: "amy", name: "Amy" };
  const said = seqs.map((seq) => {
    const content = { type: "text" as const, text: `مرحبا ${seq}` };
    const place = { conversationId: conversation.id, seq, at: 0 };
    return {
      event: { type: "message" as const, id: `m${seq}`, ...place, author, content },
      parts: [{ text: content.text }],
    };
  });
  return { to: "ann@people.example", conversation, said, ...more };
}

/** An account that goes on with chats, and the mails that it hands over. */
function open() {
  const account = accountOf({ name: "Mail", settings }, {});
  const marks = createMarks([{ kid: "1", key: "a2V5" }], { inboxId: "email", domain: account.domain });
  const mails: OutgoingMail[] = [];
  const post = (mail: OutgoingMail) => Promise.resolve(void mails.push(mail));
  const continues = createContinues({ account, marks, memory: memoryOfNobody(), post, address: undefined });
  const send = async (what: SentOn) => (await continues?.send(what, new AbortController().signal))?.is;
  return { send, mails, marks };
}

test("an address that anybody typed gets so many mails of chats in a day; another try counts once", async () => {
  const { send, mails } = open();
  expect([await send(missed([1])), await send(missed([1]))]).toEqual(["sent", "sent"]);
  for (let seq = 2; seq <= 60; seq += 1) expect(await send(missed([seq]))).toBe("sent");
  expect(await send(missed([61]))).toBe("failed");
  expect(mails).toHaveLength(61);
  expect(await send(missed([61], { to: "bob@people.example" }))).toBe("sent");
});

test("a mail has another name where more was said since an attempt that may have arrived", async () => {
  const { send, mails, marks } = open();
  await send(missed([3]));
  await send(missed([3]));
  await send(missed([3, 7]));
  const [first, again, more] = mails.map(({ messageId }) => messageId);
  expect(again).toBe(first);
  expect(more).not.toBe(first);
  expect(marks.readMessageId(more ?? "")).toBe(conversation.id);
});

test("what somebody wrote at another address is not in what this one gets", async () => {
  const { send, mails } = open();
  const about = { id: "<1@bob.example>", references: [], subject: "My card 4711", from: "bob@people.example" };
  await send(missed([1], { about: JSON.stringify(about) }));
  expect(JSON.stringify(mails)).not.toMatch(/4711|bob/);
  await send(missed([2], { about: JSON.stringify({ ...about, from: "ann@people.example" }) }));
  expect(mails[1]).toMatchObject({ subject: "Re: My card 4711", inReplyTo: about.id });
});

test("each paragraph runs in the direction of its own script", async () => {
  const { send, mails } = open();
  await send(missed([1]));
  expect(mails[0]?.html).not.toContain("<p>");
  expect(mails[0]?.html).toContain('<p dir="auto">');
});

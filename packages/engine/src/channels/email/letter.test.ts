import type { Content, Conversation, MessageEvent } from "@parley/protocol";
import { expect, test } from "vitest";
import { render } from "../../spine/render.ts";
import { accountOf } from "./account.ts";
import { email } from "./email.ts";
import { mailOf } from "./letter.ts";
import { createMarks } from "./marks.ts";

const { can } = email();
const account = accountOf(
  { name: "Mail", settings: { address: "support@shop.example", name: "The Shop", source: "smtp" } },
  {},
);
const marks = createMarks([{ kid: "1", key: "a2V5" }], { inboxId: "email", domain: account.domain });
const conversation: Conversation = {
  id: "01890000-0000-7000-8000-000000000000",
  visitorId: "ann",
  channel: "email",
  locale: "en",
  seq: 9,
  episode: 1,
  openedAt: 0,
  updatedAt: 0,
  state: { status: "bot", unsure: 0, from: 1 },
};
const event = (content: Content, author: MessageEvent["author"]): MessageEvent => ({
  type: "message",
  id: "m",
  conversationId: conversation.id,
  seq: 9,
  at: 0,
  author,
  content,
});

/** What is said, as the mails that somebody gets. */
const mails = (content: Content, author: MessageEvent["author"] = { kind: "bot" }) =>
  render(content, can).map((part, index) => {
    const message = {
      to: "ann@x.example",
      conversation,
      event: event(content, author),
      parts: [],
      key: "k",
      attempts: 1,
    };
    return mailOf({ message, to: message.to, part, index }, { account, marks });
  });
const textsOf = (content: Content) => mails(content).map(({ text }) => text);
const choices = [
  { label: "Yes", value: "yes" },
  { label: "No", value: "no" },
];

test.each<[string, Content, string[]]>([
  ["words", { type: "text", text: "你好 & <b>" }, ["你好 & <b>"]],
  ["Markdown", { type: "text", text: "**Hi** [here](https://a.example)" }, ["Hi here (https://a.example)"]],
  ["choices", { type: "text", text: "Which?", choices }, ["Which?\n1. Yes\n2. No"]],
  ["a quote", { type: "text", text: "Sure", quote: { id: "q", by: "visitor", text: "May I?" } }, ["> May I?\nSure"]],
  [
    "cards",
    { type: "cards", text: "Lamp · 20 €", cards: [{ title: "Lamp", buttons: [{ label: "Buy", value: "buy" }] }] },
    ["Lamp · 20 €"],
  ],
  ["a place", { type: "place", text: "📍 geo:1,2", place: { latitude: 1, longitude: 2 } }, ["📍 geo:1,2"]],
])("what is said becomes a mail: %s", (_, content, due) => {
  expect(textsOf(content)).toEqual(due);
});

test("a long text is more than one mail, each with a name of its own that it keeps", () => {
  const text = "订单已经发出。".repeat(40_000);
  const all = mails({ type: "text", text });
  expect([all.length > 1, all.map((mail) => mail.text).join("")]).toEqual([true, text]);
  const names = all.map(({ messageId }) => messageId);
  expect(new Set(names).size).toBe(all.length);
  expect(mails({ type: "text", text }).map(({ messageId }) => messageId)).toEqual(names);
});

test("nothing that somebody says is markup, or a line of its own in what a mail is called", () => {
  const author = { kind: "agent" as const, id: "eve", name: "Eve\r\nBcc: all@x.example" };
  const [mail] = mails({ type: "text", text: `<script>alert(1)</script> https://a.example/"onclick="x` }, author);
  expect(mail?.html).not.toContain("<script");
  expect(mail?.html).not.toContain(`"onclick`);
  expect(mail?.from.name).toBe("Eve Bcc: all@x.example (The Shop)");
  expect(mail?.headers).toEqual({});
});

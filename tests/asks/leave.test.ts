import {
  type Hours,
  type LeaveSettings,
  newId,
  type Receipt,
  type VisitorContent,
  type Welcome,
} from "@parley/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agent } from "../support/agent.ts";
import { accessibilityProblems } from "../support/axe.ts";
import { closeBrowser, person } from "../support/browser.ts";
import { chatWindow } from "../support/chat-window.ts";
import { hostPage } from "../support/host-page.ts";
import type { visitor } from "../support/visitor.ts";
import { EMAIL, startAsking, TOPIC } from "./asking.ts";

/** One engine without any knowledge; each test has an inbox of its own. Nobody has a console open but in the last. */
let served: Awaited<ReturnType<typeof startAsking>>;
beforeAll(async () => {
  served = await startAsking();
});
afterAll(async () => {
  await closeBrowser();
  await served.stop();
});

const LEAVE: LeaveSettings = { fields: [EMAIL, TOPIC], text: { en: "Leave us a message.", "zh-CN": "请给我们留言。" } };
/** Closed now, open again three days from now. */
function closed(): Hours {
  const date = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  return { zone: "UTC", week: [[], [], [], [], [], [], []], dates: [{ date, spans: [{ from: 540, to: 1080 }] }] };
}
const inboxThat = (leave: LeaveSettings | undefined, hours?: Hours) => served.inboxThat({}, { leave, hours });
type Speaking = Awaited<ReturnType<typeof visitor>>;
const place = async (who: Speaking, locale = "en") => (await who.ask<Welcome>("hello", { locale })).queue;
const leave = (who: Speaking, content: Extract<VisitorContent, { type: "left" }>, id = newId()) =>
  who.ask<Receipt>("send", { id, content });
const said = { type: "left", text: "My parcel is broken.\nE-mail: ann@shop.example" } as const;
const fields = [
  { field: "email", value: "ann@shop.example" },
  { field: "attributes.topic", value: "Orders" },
];
const stateOf = async (who: Speaking) =>
  (await served.engine.services.dialog.get({ conversationId: who.welcome.conversation.id })).conversation.state;

test("[Q4] who waits while nobody is there is shown the form of the inbox, in their language, without what is known", async () => {
  const { come } = await inboxThat(LEAVE);
  const [ann, li] = [await come(), await come({ locale: "zh-TW" })];
  expect(ann.welcome).not.toHaveProperty("queue");
  await ann.answerTo(await ann.choose("Leave a message", "human"));
  await expect
    .poll(() => ann.places.at(-1)?.leave)
    .toEqual({
      text: "Leave us a message.",
      fields: [
        { field: "email", kind: "email", required: true },
        expect.objectContaining({ field: "attributes.topic", label: "What is it about?", kind: "choice" }),
      ],
    });
  await li.ask("identify", { email: "li@shop.example" });
  await li.answerTo(await li.choose("给客服留言", "human"));
  expect((await place(li, "zh-TW"))?.leave).toMatchObject({
    text: "请给我们留言。",
    fields: [{ label: "咨询什么？" }],
  });
});

test("[Q5, C6] what is left is a message, and of its fields what fits is known of who left it, unverified; who waits is marked", async () => {
  const { come } = await inboxThat(LEAVE, closed());
  const ann = await come();
  await ann.answerTo(await ann.choose("Leave a message", "human"));
  const id = newId();
  const content = { ...said, fields: [...fields, { field: "phone", value: "call me" }] };
  const receipt = await leave(ann, content, id);
  expect(await leave(ann, content, id)).toEqual({ ...receipt, duplicate: true });
  expect((await ann.answerTo(receipt)).text).toMatch(
    /^Thank you, your message is with our team\. They will answer you here, or reach you at ann@shop\.example\. Our team is back on \w+day at 09:00 \(GMT\+0\)\.$/,
  );
  expect(ann.messages().find((event) => event.id === id)).toMatchObject({ author: { kind: "visitor" }, content });
  expect(await stateOf(ann)).toMatchObject({ status: "queued", reason: "asked", left: true });
  expect((await place(ann))?.leave).toBeUndefined();
  const { contact, identities } = await served.engine.services.users.contact({ id: ann.welcome.visitorId });
  expect(contact).toMatchObject({ email: "ann@shop.example", attributes: { topic: "Orders" } });
  expect(identities[0]?.verified).toBeFalsy();
});

test("[Q5] a pick that is none and an address that is none are kept in the message, and nothing else of it is lost", async () => {
  const SIZE = { field: "attributes.size", label: { en: "Size" } };
  const { come } = await inboxThat({ fields: [EMAIL, TOPIC, SIZE] });
  const ann = await come();
  const odd = [
    { field: "email", value: "nowhere" },
    { field: "attributes.topic", value: "Weather" },
    { field: "attributes.size", value: "XL" },
  ];
  await leave(ann, { ...said, fields: odd });
  const { contact } = await served.engine.services.users.contact({ id: ann.welcome.visitorId });
  expect(contact).toMatchObject({ attributes: { size: "XL" } });
  expect(contact).not.toHaveProperty("email");
});

test("[Q5] who leaves a message with the bot waits for a person from then on, in Chinese too", async () => {
  const { come } = await inboxThat(LEAVE, closed());
  const li = await come({ locale: "zh-CN" });
  const receipt = await leave(li, {
    type: "left",
    text: "包裹破了。\n邮箱：li@shop.example",
    fields: [{ field: "email", value: "li@shop.example" }],
  });
  const { text } = await li.answerTo(receipt);
  expect(text).toContain("谢谢，您的留言已转给客服同事，同事会在这里回复您，也可能通过 li@shop.example 与您联系。");
  expect(text).toMatch(/客服将于星期.\s09:00（GMT\+0）上线。等待期间，您可以继续向我提问。$/);
  expect(await stateOf(li)).toMatchObject({ status: "queued", left: true });
  const { handover } = (await stateOf(li)) as { handover?: { problem?: string[] } };
  expect(handover?.problem?.[0]).toContain("包裹破了。");
});

test("[T1, Q5] who has left a message is not told that it takes longer; who waits without is", async () => {
  const { come } = await inboxThat(LEAVE);
  const [ann, bob] = [await come(), await come()];
  await ann.answerTo(await ann.choose("Leave a message", "human"));
  await bob.answerTo(await bob.choose("Leave a message", "human"));
  await ann.answerTo(await leave(ann, said));
  const ids = [ann, bob].map(({ welcome }) => welcome.conversation.id);
  await expect
    .poll(async () =>
      (await served.engine.services.dialog.due({ agentWithin: 0 }))
        .map(({ conversation: { id } }) => id)
        .filter((id) => ids.includes(id)),
    )
    .toEqual([ids[1]]);
  expect(await stateOf(ann)).not.toHaveProperty("overdue");
});

test("[Q4] while somebody is there, or where the inbox has no form, there is none; outside of its hours nobody is there, whoever left a console open", async () => {
  const [open, shut, plain] = [
    await inboxThat(LEAVE),
    await inboxThat(LEAVE, closed()),
    await inboxThat(undefined, closed()),
  ];
  const waits = async ({ come }: typeof open) => {
    const who = await come();
    const { text } = await who.answerTo(await who.choose("Leave a message", "human"));
    return { who, text };
  };
  const ann = await waits(open);
  expect(await place(ann.who)).toMatchObject({ agentsOnline: 0, leave: {} });
  const aila = await agent({ ...served, folder: "" }, "Aila");
  await expect.poll(() => ann.who.places.at(-1)).toMatchObject({ agentsOnline: 1 });
  expect(ann.who.places.at(-1)).not.toHaveProperty("leave");
  // Who is there is known as it was a second ago.
  await expect.poll(async () => (await waits(plain)).text).not.toContain("Nobody is online");
  const [bob, cy] = [await waits(shut), await waits(plain)];
  expect(bob.text).toMatch(/Nobody is online right now.* Our team is back on \w+day at 09:00 \(GMT\+0\)\./);
  expect(await place(bob.who)).toMatchObject({ agentsOnline: 0, leave: {} });
  expect(cy.text).not.toContain("Nobody is online");
  expect((await place(cy.who))?.leave).toBeUndefined();
  expect(await place(cy.who)).toMatchObject({ agentsOnline: 1 });
  // An agent may not leave messages, and sees what was left and by whom it is waited for.
  await leave(bob.who, { ...said, fields });
  const { id: conversationId } = bob.who.welcome.conversation;
  await expect.poll(() => aila.items.get(conversationId)?.conversation.state).toMatchObject({ left: true });
  await aila.ask("claim", { conversationId, id: newId() });
  await expect(aila.ask("send", { conversationId, id: newId(), content: said })).rejects.toMatchObject({
    data: { code: "invalid" },
  });
});

test("[Q4, Q5, C6] the panel has the form where the composer was, keeps the words of who goes back to the chat, and says that it came", async () => {
  const { id } = await inboxThat({ fields: [EMAIL] }, closed());
  const words = {
    en: {
      open: "Leave a message",
      send: "Send message",
      later: "Go on chatting",
      wrong: "Please fill this in.",
      email: "E-mail",
      message: "Message",
      said: "My parcel is broken.",
      came: /Thank you, your message is with our team/,
    },
    "zh-CN": {
      open: "给客服留言",
      send: "提交留言",
      later: "继续聊天",
      wrong: "请填写此项。",
      email: "邮箱",
      message: "留言",
      said: "包裹破了。",
      came: /您的留言已转给客服同事/,
    },
  };
  for (const lang of ["en", "zh-CN"] as const) {
    const { open, send, later, wrong, email, message, said, came } = words[lang];
    const page = await (await person({ locale: lang })).newPage();
    await page.goto(await hostPage(served.url, { lang, data: { inbox: id } }));
    const { panel, launcher, say, text } = chatWindow(page, lang);
    await launcher.click();
    // Without any knowledge the bot offers to pass it on.
    await say(lang === "en" ? "my parcel is broken" : "包裹破了怎么办");
    await panel.getByRole("button", { name: open }).last().click();
    const field = panel.getByLabel(message, { exact: true });
    await field.fill(said);
    expect(await accessibilityProblems(page)).toEqual([]);
    await panel.getByRole("button", { name: send }).click();
    await panel.getByText(wrong).waitFor();
    await expect.poll(() => panel.getByLabel(email).getAttribute("aria-invalid")).toBe("true");
    await panel.getByRole("button", { name: later }).click();
    await expect.poll(() => panel.locator(".composer textarea").inputValue()).toBe(said);
    await panel.locator(".leave").click();
    await expect.poll(() => field.inputValue()).toBe(said);
    await panel.getByLabel(email).fill(`${lang}@shop.example`);
    await panel.getByLabel(email).press("Enter");
    await text(came).waitFor();
    await panel.locator(".message.own", { hasText: `${lang}@shop.example` }).waitFor();
    await expect.poll(() => panel.locator(".composer textarea").inputValue()).toBe("");
    await page.reload();
    await panel.locator(".composer").waitFor();
    await expect.poll(() => panel.getByRole("button", { name: send }).count()).toBe(0);
  }
});

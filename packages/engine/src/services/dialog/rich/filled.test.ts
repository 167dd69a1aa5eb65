import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { form, useTalks, visitor } from "./talks.test.kit.ts";

const { world, says, held, last, asks, fill } = useTalks();

test("[C5, C9] a form is numbered questions in the conversation's language, whatever a client says it is", async () => {
  const english = await held();
  await says(english, { type: "form", text: "Nothing to see here", form });
  expect((await last(english))?.text).toBe(
    "Your return\n1. Name\n2. E-mail (optional)\n3. Reason (Too small) (optional)\n4. When (optional)",
  );
  const chinese = await held("zh-CN");
  await says(chinese, { type: "form", form: { title: "退货", fields: [{ field: "phone", kind: "phone" }] } });
  expect((await last(chinese))?.text).toBe("退货\n1. 电话（选填）");
});

test("[C10] what is written in a form is said field by field, and in words", async () => {
  const id = await held();
  const asked = await asks(id);
  await fill(id, asked, { when: " soon ", "attributes.reason": "small", name: "Bo", email: "" });
  expect(await last(id)).toEqual({
    type: "filled",
    text: "Name: Bo\nReason: Too small\nWhen: soon",
    form: {
      id: asked,
      fields: [
        { field: "name", label: "Name", value: "Bo" },
        { field: "attributes.reason", label: "Reason", value: "small", words: "Too small" },
        { field: "when", label: "When", value: "soon" },
      ],
    },
  });
});

test.each([
  ["en", "Please fill this in.", "Please enter an e-mail address such as ann@example.com."],
  ["zh-CN", "请填写此项。", "请填写有效的邮箱地址，例如 ann@example.com。"],
])(
  "[C10] what does not fit is refused field by field, in %s, and nothing is kept of it",
  async (locale, missing, email) => {
    const id = await held(locale);
    const asked = await asks(id);
    const { seq } = (await world.dialog.get({ conversationId: id })).conversation;
    await expect(
      fill(id, asked, { email: "nowhere", "attributes.reason": "large", when: "x".repeat(201), more: "?" }),
    ).rejects.toMatchObject({
      code: "invalid",
      details: {
        reason: "fields",
        fields: [
          { field: "name", code: "missing", message: missing },
          { field: "email", code: "email", message: email },
          { field: "attributes.reason", code: "choice" },
          { field: "when", code: "tooLong" },
          { field: "more", code: "unknown" },
        ],
      },
    });
    expect((await world.dialog.get({ conversationId: id })).conversation.seq).toBe(seq);
  },
);

test("[C10, M1] a form is filled in once, though it is on two nodes at a time; the same again is the same", async () => {
  const id = await held();
  const asked = await asks(id);
  const command = (name: string) => ({
    do: "say" as const,
    author: visitor,
    content: { type: "filled" as const, form: { id: asked, fields: [{ field: "name", value: name }] } },
  });
  const [first, second] = [newId(), newId()];
  const come = await Promise.allSettled([
    world.dialog.apply({ conversationId: id, id: first, command: command("Bo") }),
    world.node().apply({ conversationId: id, id: second, command: command("Cy") }),
  ]);
  expect(come.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [won, name] = come[0]?.status === "fulfilled" ? [first, "Bo"] : [second, "Cy"];
  expect(await fill(id, asked, { name }, won)).toMatchObject({ duplicate: true });
  const conflict = { code: "conflict" };
  await expect(fill(id, asked, { name: "Di" }, won)).rejects.toMatchObject(conflict);
  await expect(fill(id, asked, { name: "Di" })).rejects.toMatchObject({ ...conflict, details: { reason: "filled" } });
});

test("[C10] only a form of the same conversation is filled in, and not with nothing", async () => {
  const [id, other] = [await held(), await held()];
  const asked = await asks(other);
  const refused = { code: "invalid", details: { reason: "form" } };
  await expect(fill(id, asked, { name: "Bo" })).rejects.toMatchObject(refused);
  await expect(fill(id, newId(), { name: "Bo" })).rejects.toMatchObject(refused);
  const open = await asks(other, { title: "Anything?", fields: [{ field: "name", kind: "text" }] });
  await expect(fill(other, open, {})).rejects.toMatchObject(refused);
});

test("[C10, M4] who sends what they wrote again after they changed their language is told that it came", async () => {
  const visitorId = newId();
  const id = await held("en", visitorId);
  const asked = await asks(id);
  const message = newId();
  await fill(id, asked, { name: "Bo" }, message);
  await world.dialog.open({ visitorId, channel: "web", locale: "zh-CN" });
  expect(await fill(id, asked, { name: "Bo" }, message)).toMatchObject({ duplicate: true });
});

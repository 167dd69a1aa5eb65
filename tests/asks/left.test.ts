import { newId, type Receipt, type VisitorContent } from "@parley/protocol";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { agent } from "../support/agent.ts";
import { EMAIL, startAsking, TOPIC } from "./asking.ts";

/** One engine without any knowledge; each test has an inbox of its own. */
let served: Awaited<ReturnType<typeof startAsking>>;
beforeAll(async () => {
  served = await startAsking();
});
afterAll(() => served.stop());

type Left = Extract<VisitorContent, { type: "left" }>;
type Come = Awaited<ReturnType<typeof served.inboxThat>>["come"];
type Speaking = Awaited<ReturnType<Come>>;

const LEAVE = { fields: [EMAIL, TOPIC] };
const left = (said: Record<string, string>): Left => ({
  type: "left",
  text: "My parcel is broken.",
  fields: Object.entries(said).map(([field, value]) => ({ field, value })),
});
const leave = (who: Speaking, content: Left, id = newId()) => who.ask<Receipt>("send", { id, content });
const known = async ({ welcome }: Speaking) =>
  (await served.engine.services.users.contact({ id: welcome.visitorId })).contact;

test("[Q5, C4] of what a visitor wrote the bot says only what looks like an address or a number", async () => {
  const { come } = await served.inboxThat({}, { leave: LEAVE });
  const ann = await come();
  const said = { phone: "[Reset your password](https://evil.example)", email: "ann@shop.example" };
  const { text } = await ann.answerTo(await leave(ann, left(said)));
  expect(text).toMatch(/^Thank you, your message is with our team\..* reach you at ann@shop\.example\./);
});

test("[Q5] only what the form asks is taken, held to what it asks; nothing where there is none", async () => {
  const { come } = await served.inboxThat({}, { leave: LEAVE });
  const ann = await come();
  const odd = { name: "Ann", userId: "42", "attributes.vip": "yes", "attributes.topic": "Orders" };
  await leave(ann, left(odd));
  expect(await known(ann)).toMatchObject({ attributes: { topic: "Orders" } });
  for (const taken of ["name", "userId"]) expect(await known(ann)).not.toHaveProperty(taken);
  expect((await known(ann)).attributes).not.toHaveProperty("vip");
  // What an inbox asks before a chat is not set by a message either.
  const plain = await served.inboxThat({ fields: [TOPIC] });
  const bob = await plain.come();
  await leave(bob, left({ email: "bob@shop.example", "attributes.topic": "Weather" }));
  expect(await known(bob)).not.toHaveProperty("email");
  expect((await known(bob)).attributes?.["topic"]).toBeUndefined();
});

test("[Q5, M3] what is left again is not taken over what was said since", async () => {
  const { come } = await served.inboxThat({}, { leave: LEAVE });
  const ann = await come();
  const [content, id] = [left({ email: "ann@shop.example" }), newId()];
  const receipt = await leave(ann, content, id);
  await ann.ask("identify", { email: "ann@home.example" });
  expect(await leave(ann, content, id)).toEqual({ ...receipt, duplicate: true });
  expect(await known(ann)).toMatchObject({ email: "ann@home.example" });
});

test("[M3, Q5] what is stored is answered, whoever the connection is of by then, and its fields are of who wrote it", async () => {
  const { come } = await served.inboxThat({}, { leave: LEAVE });
  const { dialog, users } = served.engine.services;
  const ann = await come();
  const id = newId();
  const { apply } = dialog;
  let [isStored, goOn] = [() => {}, () => {}];
  const stored = new Promise<void>((resolve) => (isStored = resolve));
  const gone = new Promise<void>((resolve) => (goOn = resolve));
  // As slow as it takes until somebody else is there.
  const slow = vi.spyOn(dialog, "apply").mockImplementation(async (asked) => {
    const outcome = await apply(asked);
    if (asked.id !== id) return outcome;
    isStored();
    await gone;
    return outcome;
  });
  try {
    const receipt = leave(ann, left({ email: "ann@shop.example" }), id);
    await stored;
    await ann.ask("forget", {});
    const { visitorId } = await ann.ask<{ visitorId: string }>("hello", { locale: "en" });
    goOn();
    expect(await receipt).toMatchObject({ id, duplicate: false });
    expect((await users.contact({ id: visitorId }).catch(() => undefined))?.contact.email).toBeUndefined();
  } finally {
    slow.mockRestore();
  }
});

test("[Q4, H1] who waits is told when the hours of an inbox begin and end, though nobody came or went", async () => {
  const NEVER = { zone: "UTC", week: [[], [], [], [], [], [], []] };
  const { id, come } = await served.inboxThat({}, { leave: LEAVE, hours: NEVER });
  const opens = (hours?: typeof NEVER) =>
    served.engine.services.dialog.putInbox({
      id,
      channel: "web",
      name: id,
      enabled: true,
      settings: { leave: LEAVE, hours },
    });
  const ann = await come();
  await agent({ ...served, folder: "" }, "Aila");
  await ann.answerTo(await ann.choose("Leave a message", "human"));
  await expect.poll(() => ann.places.at(-1)).toMatchObject({ agentsOnline: 0, leave: {} });
  await opens();
  await expect.poll(() => ann.places.at(-1)).toEqual({ position: 1, agentsOnline: 1 });
  await opens(NEVER);
  await expect.poll(() => ann.places.at(-1)).toMatchObject({ agentsOnline: 0, leave: {} });
});

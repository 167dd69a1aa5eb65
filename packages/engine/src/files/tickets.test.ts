import { expect, test } from "vitest";
import { createTickets, TICKET } from "./tickets.ts";

const claim = { conversationId: "c1", inboxId: "web", by: { kind: "visitor" } } as const;

test("[F1] a ticket counts for a quarter of an hour, on every node that has the key, and says so when it does not", async () => {
  const clock = { now: 1_000 };
  const node = () => createTickets({ key: async () => "a key of the store", now: () => clock.now });
  const { ticket, until } = await node().issue(claim);
  expect(until).toBe(1_000 + TICKET);
  clock.now = until;
  expect(await node().read(ticket)).toEqual(claim);
  clock.now = until + 1;
  const over = {
    code: "unauthorized",
    message: expect.stringContaining("Ask for another"),
    details: { reason: "ticket" },
  };
  await expect(node().read(ticket)).rejects.toMatchObject(over);
});

test("[F1] nobody makes a ticket, or makes more of one, without the key", async () => {
  const { issue, read } = createTickets({ key: async () => "a key of the store" });
  const { ticket } = await issue({ ...claim, reads: true });
  const [payload = "", signature = ""] = ticket.split(".");
  const more = Buffer.from(JSON.stringify({ ...claim, until: Date.now() + TICKET })).toString("base64url");
  const others = createTickets({ key: async () => "another key" });
  for (const forged of [
    "",
    ".",
    payload,
    `${payload}.`,
    `${more}.${signature}`,
    `${payload}.${signature}x`,
    (await others.issue(claim)).ticket,
  ]) {
    await expect(read(forged), forged).rejects.toMatchObject({ code: "unauthorized" });
  }
  expect(await read(ticket)).toMatchObject({ reads: true });
});

test("a key that could not be had is asked for again", async () => {
  let asked = 0;
  const key = async () => {
    if (asked++ === 0) throw new Error("The store is away.");
    return "a key of the store";
  };
  const { issue } = createTickets({ key });
  await expect(issue(claim)).rejects.toThrow("away");
  expect((await issue(claim)).ticket).toMatch(/^[\w-]+\.[\w-]+$/);
});

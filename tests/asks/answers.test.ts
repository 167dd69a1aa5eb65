import type { Introduced } from "@parley/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAsking, type Writer } from "../../packages/engine/src/channels/web/asking.ts";
import type { VisitorSocket } from "../../packages/engine/src/channels/web/session.ts";
import type { Spine } from "../../packages/engine/src/spine/receive.ts";
import { again, EMAIL, refusal, startAsking, TOPIC } from "./asking.ts";

let served: Awaited<ReturnType<typeof startAsking>>;
beforeAll(async () => {
  served = await startAsking();
});
afterAll(() => served.stop());

test("[Q2] answers are held to what is asked, each by itself; nothing counts as known that nobody said", async () => {
  const kinds = ["email", "phone"] as const;
  const label = { en: "Which?" };
  const names = ["valueOf", "toString"].map((name) => ({ field: `attributes.${name}`, required: true, label }));
  const { come } = await served.inboxThat({
    fields: [
      { field: "phone" },
      { ...TOPIC, required: true },
      ...kinds.map((kind) => ({ field: `attributes.${kind}`, kind, label, required: true })),
      ...names,
    ],
  });
  const ann = await come();
  expect(ann.welcome.asks?.fields).toHaveLength(6);
  const wrong = { topic: "订单", email: "ann at home", phone: "1-2-3", plan: "gold" };
  const told = await ann.ask<Introduced>("identify", { name: "Ann", phone: "none", attributes: wrong });
  expect(told.taken).toEqual(["name", "attributes.plan"]);
  expect(told.refused.map(({ field, code }) => `${field} ${code}`)).toEqual([
    "phone kind",
    "attributes.topic kind",
    "attributes.email email",
    "attributes.phone kind",
  ]);
  const missing = ["topic", ...kinds, "valueOf", "toString"].map((name) => `attributes.${name}`);
  await expect(ann.send("hello")).rejects.toMatchObject(refusal(missing));
  const right = { topic: " Orders ", email: "ann@home.example", phone: "+49 (30) 12-34 ext. 5" };
  const now = await ann.ask<Introduced>("identify", { attributes: { ...right, valueOf: "a", toString: "b" } });
  expect(now.refused).toEqual([]);
  expect((await again(ann))?.fields).toMatchObject([{ field: "phone" }]);
  await ann.send("hello");
  // An empty text takes an answer back.
  expect((await ann.ask<Introduced>("identify", { attributes: { topic: "" } })).refused).toEqual([]);
});

test("[Q3] who answered is who may write: not who a browser became meanwhile, but also who it was before", async () => {
  const { users, dialog } = served.engine.services;
  const { id: inboxId, come } = await served.inboxThat({ fields: [EMAIL] });
  const [ann, bob] = [(await come()).welcome, (await come()).welcome].map(({ visitorId, conversation }) => ({
    visitorId,
    conversationId: conversation.id,
  })) as [Writer, Writer];
  await users.introduce({ visitorId: ann.visitorId, said: { email: "ann@shop.example" } });
  const socket = { data: { inboxId, ...ann } } as unknown as VisitorSocket;
  const { unanswered } = createAsking({
    spine: { dialog } as Spine,
    rulesOf: async () => ({ asks: { fields: [EMAIL] }, version: 1, identity: "optional" }),
    users: {
      ...users,
      // The browser becomes Bob's while it is looked what Ann has answered.
      visitors: async (asked) => {
        const found = await users.visitors(asked);
        Object.assign(socket.data, bob, { answered: undefined });
        return found;
      },
    },
  });
  expect(await unanswered(socket, ann)).toBeUndefined();
  expect(await unanswered(socket, bob)).toMatchObject({ code: "forbidden", details: { missing: ["email"] } });
  expect(await unanswered(socket, bob, ann)).toBeUndefined();
  expect(await unanswered(socket, ann, bob)).toBeUndefined();
});

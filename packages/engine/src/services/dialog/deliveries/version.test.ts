import { newId } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { closePlaces, places } from "../../../upkeep/upkeep.test.kit.ts";
import { createDialog } from "../dialog.ts";
import { agentSays, ann, neighbour, visitorSays } from "../fixture.ts";
import type { Command } from "../contract.ts";
import type { StoredDelivery } from "./stored.ts";

const HOUR = 3_600_000;

afterAll(closePlaces);

test.each(places)("[X3] each change of a delivery counts, whatever clocks say, on $name", async ({ open }) => {
  const store = await open();
  const { service: dialog, close } = createDialog({ store, nlu: neighbour() });
  const slow = createDialog({ store, nlu: neighbour(), now: () => Date.now() - HOUR });
  await dialog.putInbox({ id: "letter", channel: "letter", name: "Letters", enabled: true, settings: {} });
  const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: "letter", locale: "en" });
  const apply = (command: Command, id = newId()) => dialog.apply({ conversationId, id, command });
  await apply(visitorSays("hello?"));
  await apply({ do: "claim", agent: ann });
  const id = (await apply(agentSays(ann, "one"))).events[0]?.id ?? "";
  const versions = async () => (await dialog.deliveries({ conversationId })).map(({ version }) => version);
  const take = () => dialog.outgoing({ channels: ["letter"], conversationId });

  expect(await versions()).toEqual([undefined]);
  await take();
  const result = { is: "blocked", reason: "Not now.", cause: "noAnswer" } as const;
  const { delivery: blocked } = await slow.service.sent({ conversationId, id, result });
  expect(blocked).toMatchObject({ version: 2, reason: "Not now.", cause: "noAnswer" });
  const { delivery: again } = await slow.service.resend({ conversationId, id });
  expect(again).toMatchObject({ state: "waiting", version: 3, attempts: 0 });
  expect(again).not.toHaveProperty("cause");
  await take();
  await dialog.sent({ conversationId, id, result: { is: "sent", externalId: "x" } });
  expect(await versions()).toEqual([5]);

  // A store of a version that did not count begins to.
  await store.collection<StoredDelivery>("deliveries").update({ conversationId }, { $unset: { version: true } });
  await dialog.receipt({ inboxId: "letter", externalId: "x", state: "read" });
  expect(await versions()).toEqual([1]);
  await Promise.all([close(), slow.close()]);
});

import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent, useTalks, visitor } from "./talks.test.kit.ts";

const { world, says, held, last } = useTalks();

test("[C12] what is quoted, and whose words they are, the engine says: in plain words, 200 characters of them", async () => {
  const id = await held();
  const long = newId();
  await says(id, { type: "text", text: `**Bold** ${"x".repeat(300)}` }, agent, long);
  await says(
    id,
    { type: "text", text: "That?", quote: { id: long, by: "bot", text: "I owe you" } as { id: string } },
    visitor,
  );
  const quote = { id: long, by: "agent", name: "Ann", text: `Bold ${"x".repeat(194)}…` };
  expect(await last(id)).toEqual({ type: "text", text: "That?", quote });
  const [, hello] = await world.logOf(id);
  await says(id, { type: "text", text: "Hello!", quote: { id: hello?.id ?? "" } });
  expect(await last(id)).toMatchObject({ quote: { by: "visitor", text: "Hello **there**" } });
});

test("[C12, L4] neither a note nor what another conversation has can be quoted", async () => {
  const [id, other] = [await held(), await held()];
  const [note, theirs] = [newId(), newId()];
  await world.apply(id, { do: "note", author: agent, text: "Beware" }, note);
  await says(other, { type: "text", text: "Mine" }, visitor, theirs);
  for (const quoted of [note, theirs, newId()]) {
    const quoting = says(id, { type: "text", text: "See", quote: { id: quoted } }, visitor);
    await expect(quoting).rejects.toMatchObject({ code: "invalid", details: { reason: "quote" } });
  }
});

test("[C11] a place is what it is called and its coordinates", async () => {
  const id = await held();
  const places = [
    [{ latitude: 31.2304, longitude: 121.4737, label: "人民广场" }, "人民广场\ngeo:31.2304,121.4737"],
    [{ latitude: -0.000_000_04, longitude: -70 }, "geo:0,-70"],
    [{ latitude: 0.000_001_2, longitude: 100 }, "geo:0.0000012,100"],
  ] as const;
  for (const [place, text] of places) {
    await says(id, { type: "place", place }, visitor);
    expect(await last(id)).toEqual({ type: "place", text, place });
  }
});

test("[C8, M13] cards that would be too long in words are refused", async () => {
  const id = await held();
  const cards = Array.from({ length: 10 }, (_, index) => ({ title: `Card ${index}`, text: "x".repeat(450) }));
  const sending = says(id, { type: "cards", cards });
  await expect(sending).rejects.toMatchObject({ code: "invalid", details: { reason: "tooLong" } });
});

test("[C11] to a place the bot offers a person, who can look at it", async () => {
  const id = await world.begin();
  const place = { latitude: 1, longitude: 2 };
  const [answer] = await world.say(id, { type: "place", place }, 1);
  expect(answer).toMatchObject({
    content: { text: expect.stringContaining("I have the place") as string, choices: [{ value: "human" }] },
  });
});

import { newId, type VisitorContent } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Answerer } from "../answerers/port.ts";
import { neighbour, useDialog } from "../fixture.ts";
import { form } from "./talks.test.kit.ts";

const world = useDialog();

test("[C8, B8] a site's answerer says cards, with pictures of its own sites only", async () => {
  const problems: unknown[] = [];
  const image = (host: string) => ({ url: `https://${host}/shoe.jpg` });
  const shop: Answerer = {
    name: "shop",
    answer: () => ({
      say: [
        "These we have:",
        {
          cards: [
            { title: "Shoe", price: { amount: 49.9, currency: "EUR" }, image: image("img.shop.example") },
            { title: "Boot", price: { amount: 5000, currency: "JPY" }, image: image("elsewhere.example") },
            {
              title: "Sock",
              buttons: [
                { label: "Take it", value: "sock" },
                { label: "See it", url: "https://shop.example/sock" },
              ],
            },
          ],
        },
      ],
    }),
  };
  const more = {
    answerers: [shop, "replies", "intents"] as const,
    onError: (problem: unknown) => problems.push(problem),
  };
  const dialog = world.node(neighbour(), Date.now, world.store, more);
  const allowedOrigins = ["https://*.shop.example"];
  await dialog.putInbox({
    secrets: {},
    id: "web",
    channel: "web",
    name: "Web",
    enabled: true,
    settings: { allowedOrigins },
  });
  const { id } = await dialog.open({ visitorId: newId(), channel: "web", locale: "en" });
  const events = await world.say(id, "What shoes do you have?", 1, dialog);
  expect(events.map((event) => event.type === "message" && event.content)).toEqual([
    { type: "text", text: "These we have:" },
    {
      type: "cards",
      text: "Shoe · EUR 49.90\nhttps://img.shop.example/shoe.jpg\n\nBoot · JPY 5000\n\nSock\nSee it: https://shop.example/sock\n1. Take it",
      cards: [
        expect.objectContaining({ title: "Shoe", image: image("img.shop.example") }),
        { title: "Boot", price: { amount: 5000, currency: "JPY" } },
        expect.objectContaining({ title: "Sock" }),
      ],
    },
  ]);
  expect(String(problems)).toContain("https://elsewhere.example is no site that the inbox web names");
});

test("[C9, C10, B8, B12] a site's answerer sends a form and gets what was written in it, which is no question to learn from", async () => {
  const asked: VisitorContent[] = [];
  const shop: Answerer = {
    name: "shop",
    answer: ({ message, task }) => {
      asked.push(message.content as VisitorContent);
      return task === "return" ? { say: "Thank you!" } : { say: { form }, task: "return" };
    },
  };
  const heard: unknown[] = [];
  const nlu = { ...neighbour(), heard: async (words: unknown) => (heard.push(words), {}) } as ReturnType<
    typeof neighbour
  >;
  const dialog = world.node(nlu, Date.now, world.store, { answerers: [shop, "replies", "intents"] as const });
  const { id } = await dialog.open({ visitorId: newId(), channel: "web", locale: "en" });
  const sent = (await world.say(id, "I send it back", 1, dialog)).at(-1);
  const written = { id: sent?.id ?? "", fields: [{ field: "name", value: "Bo" }] };
  const [thanks] = await world.say(id, { type: "filled", form: written }, 1, dialog);
  expect(thanks).toMatchObject({ content: { text: "Thank you!" } });
  expect(asked[1]).toMatchObject({ type: "filled", text: "Name: Bo" });
  expect(heard).toEqual([{ text: "I send it back", language: "en" }]);
});

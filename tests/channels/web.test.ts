import { rm } from "node:fs/promises";
import { newId } from "@parley/protocol";
import { expect } from "vitest";
import { runEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";
import { channelContract } from "./channel.contract.ts";

channelContract("the web", async () => {
  let running = await runEngine();
  const { folder, url } = running;
  return {
    get running() {
      return running;
    },
    async restart() {
      await running.stop();
      running = await runEngine({ store: folder, port: Number(new URL(url).port) });
    },
    async close() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
    async person() {
      const client = await visitor(url);
      return {
        async writes(text: string, id = newId()) {
          // Who is cut off waits until they are back and have said hello.
          await expect.poll(() => client.socket.connected).toBe(true);
          await client.send(text, id);
        },
        sees() {
          const others = client.messages().filter(({ author }) => author.kind !== "visitor");
          return [...new Map(others.map((event) => [event.seq, event.content.text])).values()];
        },
        conversationId: async () => client.welcome.conversation.id,
      };
    },
  };
});

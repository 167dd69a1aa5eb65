import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@parley/protocol";
import { api, type Api, owner } from "../support/agent.ts";
import { type RunningEngine, serveEngine } from "../support/engine.ts";

const PASSWORD = "correct horse battery";

/** An engine without any knowledge, with inboxes beside the first, and a team of which some see some of them. */
export async function startMany(inboxes: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "parley-many-"));
  const served = await serveEngine({ store: folder });
  const running: RunningEngine = { ...served, folder };
  const boss = await owner(running);
  for (const id of inboxes) await boss.call("POST", "/inboxes", { id, name: id.toUpperCase() });
  const { users, dialog } = running.engine.services;

  return {
    ...running,
    boss,
    stop: async () => {
      await served.stop();
      await rm(folder, { recursive: true, force: true });
    },

    /** A member who sees these; all, where none is named. */
    async member(name: string, seen?: readonly string[], role: "agent" | "supervisor" = "agent"): Promise<Api> {
      const email = `${name.toLowerCase()}@example.com`;
      const invited = { name, email, role, ...(seen && { inboxes: [...seen] }) };
      const { setupToken } = await boss.call<{ setupToken: string }>("POST", "/team", invited);
      const mine = api(running.url);
      await mine.call("POST", "/setup", { token: setupToken, password: PASSWORD });
      return mine;
    },

    /** A conversation of somebody who wrote in an inbox; it waits for a person. */
    async waiting(inboxId: string, text = "hello") {
      const { visitor } = await users.createVisitor({ locale: "en", inboxId });
      const { id: conversationId } = await dialog.open({
        visitorId: visitor.id,
        channel: "web",
        inboxId,
        locale: "en",
      });
      const author = { kind: "visitor" as const };
      const said = await dialog.apply({
        conversationId,
        id: newId(),
        command: { do: "say", author, content: { type: "text", text } },
      });
      await users.meet({ visitorId: visitor.id });
      await dialog.apply({ conversationId, id: newId(), command: { do: "queue", reason: "asked" } });
      return { conversationId, visitorId: visitor.id, messageId: said.events.at(-1)?.id ?? "" };
    },
  };
}
export type Many = Awaited<ReturnType<typeof startMany>>;

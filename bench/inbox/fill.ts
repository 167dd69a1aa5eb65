import { newId } from "@parley/protocol";
import { createDialog } from "../../packages/engine/src/services/dialog/dialog.ts";
import type { Nlu } from "../../packages/engine/src/services/nlu/contract.ts";
import { createUsers } from "../../packages/engine/src/services/users/users.ts";
import { openStore } from "../../packages/engine/src/store/open.ts";
import { each } from "../kit/client.ts";

const AT_ONCE = 20;
const SAID = ["Where is my parcel?", "我的包裹到哪里了？", "I was charged twice for one order.", "可以退货吗？"];
const somebody = { id: "somebody", name: "Sam Else" };

/** Writes so many open conversations into a store, as people would: a third waits, a third is with an agent, a third with the bot. */
export async function fill(folder: string, count: number): Promise<void> {
  const store = await openStore(folder);
  const users = createUsers({ store });
  const dialog = createDialog({ store, nlu: {} as Nlu });
  await each(
    Array.from({ length: count }, (_, at) => at),
    AT_ONCE,
    async (at) => {
      const { visitor } = await users.createVisitor({ locale: at % 2 ? "zh-CN" : "en" });
      await users.updateVisitor({ visitorId: visitor.id, profile: { name: `Visitor ${at}` } });
      const opened = await dialog.service.open({ visitorId: visitor.id, channel: "web", locale: visitor.locale });
      const { id: conversationId } = opened;
      const apply = (command: Parameters<typeof dialog.service.apply>[0]["command"]) =>
        dialog.service.apply({ conversationId, id: newId(), command });
      const text = SAID[at % SAID.length] ?? "";
      await apply({ do: "say", author: { kind: "visitor" }, content: { type: "text", text } });
      if (at % 3 > 0) await apply({ do: "queue", reason: "asked" });
      if (at % 3 > 1) await apply({ do: "claim", agent: somebody });
    },
  );
  await dialog.close();
  await store.close();
}

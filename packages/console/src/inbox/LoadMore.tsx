import type { InboxItem } from "@parley/protocol";
import { useState } from "preact/hooks";
import { read } from "../api.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { attempt } from "../ui/toast.ts";
import { inboxWords } from "./words.ts";

const PAGE = 30;

/** Fetches older closed conversations, until some come that are not known yet. */
export function LoadMore() {
  const { inbox } = useDesk();
  const words = inboxWords();
  const [state, setState] = useState<"idle" | "busy" | "end">("idle");
  const [cursor, setCursor] = useState<string>();
  const load = () =>
    attempt(async () => {
      setState("busy");
      let after = cursor ?? `before=${Date.now()}`;
      try {
        for (;;) {
          const items = await read<InboxItem[]>(`conversations?status=closed&limit=${PAGE}&${after}`);
          const fresh = items.some(({ conversation }) => !inbox.items.value.has(conversation.id));
          inbox.merge(items);
          const last = items.at(-1)?.conversation;
          // Several may have been closed at one moment.
          if (last) after = `before=${last.updatedAt}&beforeId=${last.id}`;
          setCursor(after);
          if (items.length < PAGE) return setState("end");
          if (fresh) return setState("idle");
        }
      } catch (error) {
        setState("idle");
        throw error;
      }
    });
  if (state === "end") return <p class="list-end">{words.allLoaded}</p>;
  return (
    <div class="list-end">
      <Button tone="quiet" small disabled={state === "busy"} onClick={load}>
        {words.more}
      </Button>
    </div>
  );
}

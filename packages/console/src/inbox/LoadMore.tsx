import type { InboxItem } from "@parley/protocol";
import { useState } from "preact/hooks";
import { read } from "../api.ts";
import { useDesk } from "../shell/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { attempt } from "../ui/toast.ts";
import { inboxWords } from "./words.ts";

const PAGE = 30;

/** Fetches older closed conversations. */
export function LoadMore({ oldest }: { oldest: number | undefined }) {
  const { inbox } = useDesk();
  const words = inboxWords();
  const [state, setState] = useState<"idle" | "busy" | "end">("idle");
  const load = () =>
    attempt(async () => {
      setState("busy");
      const before = oldest ?? Date.now();
      const items = await read<InboxItem[]>(`conversations?status=closed&limit=${PAGE}&before=${before}`).finally(() =>
        setState("idle"),
      );
      inbox.merge(items);
      if (items.length < PAGE) setState("end");
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

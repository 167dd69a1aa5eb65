import type { InboxDetails } from "@parley/protocol";
import { useEffect } from "preact/hooks";
import { read } from "../api.ts";
import { useDesk } from "../desk/use-desk.ts";
import type { Site } from "../ui/InboxChoice.tsx";
import { attempt } from "../ui/toast.ts";

/** The inboxes as they are now; those that were made since the console was opened too. */
export function useSites(): readonly Site[] {
  const { sites } = useDesk().inbox;
  useEffect(() => {
    void attempt(async () => {
      sites.value = (await read<{ inboxes: InboxDetails[] }>("inboxes")).inboxes;
    });
  }, []);
  return sites.value;
}

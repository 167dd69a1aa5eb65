import type { InboxDetails, SavedSettings } from "@parley/protocol";
import { useState } from "preact/hooks";
import { read } from "../api.ts";
import { useLoader } from "../live/load.ts";
import { go, route } from "../route.ts";
import { Button } from "../ui/Button.tsx";
import { tooLate } from "../ui/late.tsx";
import { Fetched } from "../ui/parts.tsx";
import { Select } from "../ui/Select.tsx";
import { InboxForm } from "./InboxForm.tsx";
import { settingsWords } from "./words.ts";
import type { Channels } from "./channels/channels.ts";

/** All inboxes, one of them open. */
export function Inboxes() {
  const words = settingsWords();
  const [making, setMaking] = useState(false);
  const loader = useLoader(() =>
    Promise.all([
      read<Channels & { inboxes: InboxDetails[] }>("inboxes"),
      read<SavedSettings>("settings"),
      Promise.race([import("./channels/channels.ts"), tooLate()]),
    ]),
  );
  return (
    <Fetched from={loader}>
      {([{ inboxes, ...all }, { workspace }, { Account, IdentityKeys, WebLimits, NewInbox }]) => {
        const open = inboxes.find(({ id }) => id === (route.value.rest[1] ?? "web")) ?? inboxes[0];
        return (
          <div class="stack">
            <div class="actions">
              <Select
                label={words.inbox}
                value={open?.id ?? ""}
                options={inboxes.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
                onChange={(id) => go("settings", "inboxes", id)}
              />
              <Button icon="plus" onClick={() => setMaking(true)}>
                {words.newInbox}
              </Button>
            </div>
            {open?.channel === "web" && (
              <InboxForm
                Keys={IdentityKeys}
                Files={WebLimits}
                inbox={open}
                languages={workspace.value.languages}
                reload={loader.reload}
              />
            )}
            {open && open.channel !== "web" && <Account key={open.id} inbox={open} reload={loader.reload} />}
            {making && (
              <NewInbox
                {...all}
                onClose={() => setMaking(false)}
                onMade={async (id) => {
                  setMaking(false);
                  await loader.reload();
                  go("settings", "inboxes", id);
                }}
              />
            )}
          </div>
        );
      }}
    </Fetched>
  );
}

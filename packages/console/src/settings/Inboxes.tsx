import type { InboxDetails, SavedSettings } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change, read } from "../api.ts";
import { useLoader } from "../live/load.ts";
import { go, route } from "../route.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Fetched } from "../ui/parts.tsx";
import { Select } from "../ui/Select.tsx";
import { attempt } from "../ui/toast.ts";
import { InboxForm } from "./InboxForm.tsx";
import { settingsWords } from "./words.ts";
import { FormDialog } from "../ui/FormDialog.tsx";

/** All inboxes, one of them open. */
export function Inboxes() {
  const words = settingsWords();
  const [making, setMaking] = useState(false);
  const loader = useLoader(() =>
    Promise.all([read<{ inboxes: InboxDetails[] }>("inboxes"), read<SavedSettings>("settings")]),
  );
  return (
    <Fetched from={loader}>
      {([{ inboxes }, { workspace }]) => {
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
            {open && <InboxForm inbox={open} languages={workspace.value.languages} reload={loader.reload} />}
            {making && (
              <NewInbox
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

function NewInbox({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => unknown }) {
  const words = settingsWords();
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const make = async () => {
    if (await attempt(() => change("POST", "inboxes", { id, name }))) await onMade(id);
  };
  return (
    <FormDialog title={words.newInbox} action={words.make} onSubmit={make} onClose={onClose}>
      <Field required label={words.name} value={name} onInput={setName} maxLength={100} />
      <Field
        required
        label={words.newInboxId}
        hint={words.newInboxHint}
        value={id}
        pattern="[\w\-]{1,64}"
        onInput={setId}
      />
    </FormDialog>
  );
}

import type { InboxDetails } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change, read } from "../api.ts";
import { useLoader } from "../live/load.ts";
import { go, route } from "../route.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Failed, Loading } from "../ui/parts.tsx";
import { Select } from "../ui/Select.tsx";
import { attempt } from "../ui/toast.ts";
import { InboxForm } from "./InboxForm.tsx";
import { settingsWords } from "./words.ts";

/** All inboxes, one of them open. */
export function Inboxes() {
  const words = settingsWords();
  const [making, setMaking] = useState(false);
  const loader = useLoader(() => read<{ inboxes: InboxDetails[] }>("inboxes"));
  const state = loader.state.value;
  if (state.status === "loading") return <Loading />;
  if (state.status === "failed") return <Failed error={state.error} onRetry={loader.reload} />;
  const { inboxes } = state.value;
  const wanted = route.value.rest[1] ?? "web";
  const open = inboxes.find(({ id }) => id === wanted) ?? inboxes[0];
  return (
    <div class="stack">
      <div class="settings-actions">
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
      {open && <InboxForm inbox={open} reload={loader.reload} />}
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
}

function NewInbox({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => unknown }) {
  const words = settingsWords();
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const make = async () => {
    if (await attempt(() => change("POST", "inboxes", { id, name }))) await onMade(id);
  };
  return (
    <Dialog title={words.newInbox} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Field required label={words.name} value={name} onInput={setName} maxLength={100} />
        <Field
          required
          label={words.newInboxId}
          hint={words.newInboxHint}
          value={id}
          pattern="[\w\-]{1,64}"
          onInput={setId}
        />
        <div>
          <Button type="submit" tone="primary">
            {words.make}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

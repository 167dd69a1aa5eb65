import { may, type Segment } from "@parley/protocol";
import { useState } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { useLoader } from "../live/load.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { attempt, toast } from "../ui/toast.ts";
import { uiWords } from "../ui/words.ts";
import { type Listing, readSegments, removeSegment, saveSegment } from "./calls.ts";
import { listing, narrow } from "./list.ts";
import { contactWords } from "./words.ts";
import { FormDialog } from "../ui/FormDialog.tsx";

/** Searches and filters that the team keeps under a name. */
export function Segments() {
  const words = contactWords();
  const loader = useLoader(readSegments);
  const [saving, setSaving] = useState(false);
  const state = loader.state.value;
  const segments = state.status === "ready" ? state.value : [];
  const mayKeep = may(useDesk().me.role, "supervisor");
  const now = key(listing.value);
  const chosen = segments.find((segment) => key(listingOf(segment)) === now);
  const remove = (segment: Segment) =>
    attempt(async () => {
      await removeSegment(segment);
      toast(words.segmentRemoved(segment.name));
      await loader.reload();
    });
  return (
    <div class="segments-row" role="group" aria-label={words.segments}>
      <Button small pressed={now === "[]"} onClick={() => narrow({})}>
        {words.all}
      </Button>
      {segments.map((segment) => (
        <Button key={segment.id} small pressed={segment === chosen} onClick={() => narrow(listingOf(segment))}>
          {segment.name}
        </Button>
      ))}
      {mayKeep && chosen && (
        <Button
          small
          tone="quiet"
          icon="trash"
          label={words.removeSegment(chosen.name)}
          onClick={() => remove(chosen)}
        />
      )}
      {mayKeep && now !== "[]" && !chosen && (
        <Button small tone="quiet" icon="plus" onClick={() => setSaving(true)}>
          {words.saveSegment}
        </Button>
      )}
      {saving && (
        <SaveDialog
          onClose={() => setSaving(false)}
          onSave={async (name) => {
            await saveSegment(name, listing.peek());
            toast(words.segmentSaved(name));
            await loader.reload();
          }}
        />
      )}
    </div>
  );
}

const listingOf = ({ filter, sort }: Segment): Listing => ({ ...filter, ...(sort && { sort }) });
/** The same for the same filter, in whatever order its fields stand. */
const key = (one: Listing) =>
  JSON.stringify(
    Object.keys(one)
      .sort()
      .map((name) => [name, one[name as keyof Listing]]),
  );

function SaveDialog({ onSave, onClose }: { onSave: (name: string) => Promise<unknown>; onClose: () => void }) {
  const words = contactWords();
  const [name, setName] = useState("");
  const save = () =>
    attempt(async () => {
      await onSave(name.trim());
      onClose();
    });
  return (
    <FormDialog title={words.saveSegment} action={uiWords().save} onSubmit={save} onClose={onClose}>
      <Field
        label={words.segmentName}
        hint={words.segmentHint}
        required
        pattern=".*\S.*"
        maxLength={100}
        value={name}
        onInput={setName}
      />
    </FormDialog>
  );
}

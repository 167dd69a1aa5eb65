import { type Contact, type ContactDetails, type ContactMerge, may, type WholeContact } from "@parley/protocol";
import { useState } from "preact/hooks";
import { useFiles } from "../conversation/use-files.ts";
import { useDesk } from "../desk/use-desk.ts";
import { type Loader, useLoader } from "../live/load.ts";
import { href } from "../route.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Avatar, Badge, Fetched } from "../ui/parts.tsx";
import { attempt, toast } from "../ui/toast.ts";
import { addNote, editContact, mergeContacts, readContact, removeNote, unmerge } from "./calls.ts";
import { contactName } from "./contact-name.ts";
import { EditDialog } from "./EditDialog.tsx";
import { Consents, Identities, Known } from "./Known.tsx";
import { MergeDialog } from "./MergeDialog.tsx";
import { Merges } from "./Merges.tsx";
import { Notes } from "./Notes.tsx";
import { useTimeline } from "./use-timeline.ts";
import { Verified } from "./Verified.tsx";
import { contactWords } from "./words.ts";

/** Everything about one person. `from` is the conversation one came from, if any. */
export function ContactPage({ id, from }: { id: string; from: string | undefined }) {
  const words = contactWords();
  const loader = useLoader(() => readContact(id));
  return (
    <div class="contact page">
      <a class="button quiet back-link" href={from ? href("inbox", from) : href("contacts")}>
        <Icon name="back" />
        <span>{from ? words.backToConversation : words.backToList}</span>
      </a>
      <Fetched from={loader}>{(whole) => <Whole whole={whole} loader={loader} />}</Fetched>
    </div>
  );
}

function Whole({ whole, loader }: { whole: ContactDetails; loader: Loader<ContactDetails> }) {
  const words = contactWords();
  const { contact, identities, merged, notes, consents } = whole;
  const part = useFiles();
  const timeline = useTimeline();
  const [open, setOpen] = useState<"edit" | "merge">();
  const close = () => setOpen(undefined);
  const mayMerge = may(useDesk().me.role, "supervisor");
  const set = (changed: WholeContact) => loader.set({ ...whole, ...changed });
  const take = (does: () => Promise<WholeContact>) => attempt(async () => set(await does()));
  const undo = (merge: Pick<ContactMerge, "id" | "contactId" | "name">) =>
    attempt(async () => {
      const { contact: apart } = await unmerge(merge.contactId, merge.id);
      toast(words.undone(contactName(apart)));
      await loader.reload();
    });
  const join = async (other: Contact, mixVerified: boolean) => {
    const known = new Set(merged.map(({ id }) => id));
    const joined = await mergeContacts(contact.id, other.id, mixVerified);
    set(joined);
    const made = joined.merged.find(({ id }) => !known.has(id));
    const told = words.merged(contactName(other), contactName(contact));
    toast(told, "plain", made && { label: words.undo, run: () => undo(made) });
  };
  return (
    <>
      <Head contact={contact} onEdit={() => setOpen("edit")} onMerge={mayMerge ? () => setOpen("merge") : undefined} />
      <div class="contact-columns">
        <div>
          {timeline && <timeline.Conversations id={contact.id} identities={identities} />}
          {whole.others && <p class="muted">{words.others}</p>}
        </div>
        <div>
          <Known contact={contact} />
          <Notes
            notes={notes}
            onAdd={(text) => take(() => addNote(contact.id, text))}
            onRemove={(note) => take(() => removeNote(contact.id, note))}
          />
          <Identities identities={identities} />
          <Merges merged={merged} onUndo={mayMerge ? undo : undefined} />
          <Consents consents={consents} />
          {part && <part.FileList files={whole.files} />}
        </div>
      </div>
      {open === "edit" && (
        <EditDialog
          title={words.editTitle}
          contact={contact}
          onSave={(edit) =>
            editContact(contact.id, contact.version, edit).then(set, (error: unknown) => {
              void loader.reload();
              throw error;
            })
          }
          onClose={close}
        />
      )}
      {open === "merge" && <MergeDialog into={contact} onMerge={join} onClose={close} />}
    </>
  );
}

interface HeadProps {
  contact: Contact;
  onEdit: () => void;
  /** Nothing for who may not. */
  onMerge: (() => void) | undefined;
}

function Head({ contact, onEdit, onMerge }: HeadProps) {
  const words = contactWords();
  return (
    <header class="page-head">
      <div class="contact-head">
        <Avatar name={contact.name || contact.email} seed={contact.id} />
        <div>
          <h1 dir="auto">{contactName(contact)}</h1>
          <Verified of={contact} inFull />
          <span class="tags">
            {contact.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </span>
        </div>
      </div>
      <div class="page-actions">
        <Button icon="note" onClick={onEdit}>
          {words.edit}
        </Button>
        {onMerge && (
          <Button icon="link" onClick={onMerge}>
            {words.merge}
          </Button>
        )}
      </div>
    </header>
  );
}

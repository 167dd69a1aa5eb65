import { ChatError, type Contact } from "@parley/protocol";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Avatar } from "../ui/parts.tsx";
import { explain, uiWords } from "../ui/words.ts";
import { listContacts } from "./calls.ts";
import { contactName } from "./contact-name.ts";
import { Verified } from "./Verified.tsx";
import { contactWords } from "./words.ts";
import { Problem } from "../ui/FormDialog.tsx";

interface MergeProps {
  into: Contact;
  /** Throws what refuses it. */
  onMerge: (from: Contact, mixVerified: boolean) => Promise<unknown>;
  onClose: () => void;
}

/** Joins another contact to this one by hand: says what happens, and warns before who was proven stands beside who was not. */
export function MergeDialog({ into, onMerge, onClose }: MergeProps) {
  const words = contactWords();
  const [from, setFrom] = useState<Contact>();
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<string>();
  const mixes = from !== undefined && from.verified !== into.verified;
  const merge = async () => {
    if (!from) return;
    try {
      await onMerge(from, mixes);
      onClose();
    } catch (error) {
      const different = ChatError.from(error).details?.["reason"] === "differentPeople";
      setProblem(different ? words.different : explain(error));
    }
  };
  const pick = (contact: Contact | undefined) => {
    setFrom(contact);
    setSure(false);
    setProblem(undefined);
  };
  return (
    <Dialog title={words.mergeTitle(contactName(into))} onClose={onClose}>
      {from ? (
        <div class="stack">
          <Person contact={from} />
          <p>{words.mergeText(contactName(from), contactName(into))}</p>
          {mixes && (
            <div class="merge-warning" role="alert">
              <p>{words.mergeMixed}</p>
              <label>
                <input type="checkbox" checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />{" "}
                {words.mergeMixedYes}
              </label>
            </div>
          )}
          <Problem>{problem}</Problem>
        </div>
      ) : (
        <Picker without={into.id} onPick={pick} />
      )}
      <footer>
        <Button onClick={from ? () => pick(undefined) : onClose}>{uiWords().cancel}</Button>
        <Button tone={mixes ? "danger" : "primary"} disabled={!from || (mixes && !sure)} onClick={merge}>
          {words.mergeDo}
        </Button>
      </footer>
    </Dialog>
  );
}

function Person({ contact }: { contact: Contact }) {
  return (
    <span class="who">
      <Avatar name={contact.name || contact.email} seed={contact.id} />
      <span>
        <b dir="auto">{contactName(contact)}</b> <Verified of={contact} />
        <small>{[contact.email, contact.phone, contact.userId].filter(Boolean).join(" · ")}</small>
      </span>
    </span>
  );
}

/** Finds the other one by a search, the likeliest first: whoever was seen last. */
function Picker({ without, onPick }: { without: string; onPick: (contact: Contact) => void }) {
  const words = contactWords();
  const [search, setSearch] = useState("");
  const [found, setFound] = useState<readonly Contact[]>([]);
  useEffect(() => {
    let over = false;
    const timer = setTimeout(() => {
      void listContacts({ search }).then(
        ({ contacts }) => over || setFound(contacts.filter(({ id }) => id !== without).slice(0, 8)),
        () => undefined,
      );
    }, 150);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [search]);
  return (
    <div class="stack">
      <label class="field">
        <span>{words.mergeWho}</span>
        <input
          type="search"
          placeholder={words.search}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <ul class="picks">
        {found.map((contact) => (
          <li key={contact.id}>
            <button type="button" aria-label={words.mergePick(contactName(contact))} onClick={() => onPick(contact)}>
              <Person contact={contact} />
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="muted">{words.noMatch}</p>}
    </div>
  );
}

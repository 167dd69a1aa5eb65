import { type Contact, type ContactPage, may } from "@parley/protocol";
import { useEffect, useRef, useState } from "preact/hooks";
import { moment } from "../language/format.ts";
import { go, href } from "../route.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKeys } from "../ui/keys.ts";
import { Avatar, Badge, Empty, Fetched, PageHead } from "../ui/parts.tsx";
import { attempt } from "../ui/toast.ts";
import { exportAddress, makeContact } from "./calls.ts";
import { contactName } from "./contact-name.ts";
import { EditDialog } from "./EditDialog.tsx";
import { Filters } from "./Filters.tsx";
import { importWords } from "./import-words.ts";
import { ImportDialog } from "./ImportDialog.tsx";
import { listed, listing, more, narrow, reload } from "./list.ts";
import { Segments } from "./Segments.tsx";
import { Verified } from "./Verified.tsx";
import { contactWords } from "./words.ts";
import { Table } from "../ui/Table.tsx";

/** All contacts, narrowed by search, filters and segments, a page at a time. */
export function ContactList() {
  const words = contactWords();
  const [open, setOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => void reload(), []);
  useKeys({ "/": () => search.current?.focus() });
  return (
    <div class="contacts page">
      <PageHead title={words.title}>
        <Files />
        <Button tone="primary" icon="plus" onClick={() => setOpen(true)}>
          {words.add}
        </Button>
      </PageHead>
      <Segments />
      <Filters field={search} />
      <Fetched from={{ state: listed, reload }}>{(page) => <Found page={page} />}</Fetched>
      {open && (
        <EditDialog
          title={words.addTitle}
          onSave={async (edit) => go("contacts", (await makeContact(edit)).contact.id)}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

/** All of them out as a file, and in; for who may. */
function Files() {
  const words = importWords();
  const [open, setOpen] = useState(false);
  if (!may(useDesk().me.role, "admin")) return null;
  return (
    <>
      <Button icon="upload" onClick={() => setOpen(true)}>
        {words.import}
      </Button>
      <a class="button plain" href={exportAddress(listing.value)} download>
        <Icon name="download" />
        <span>{words.export}</span>
      </a>
      {open && <ImportDialog onClose={() => setOpen(false)} onDone={reload} />}
    </>
  );
}

function Found({ page: { contacts, next, total, partial } }: { page: ContactPage }) {
  const words = contactWords();
  const narrowed = Object.keys(listing.value).length > 0;
  if (contacts.length === 0) {
    return narrowed ? (
      <Empty icon="search" title={words.noMatch}>
        {words.noMatchText} <Button onClick={() => narrow({})}>{words.clear}</Button>
      </Empty>
    ) : (
      <Empty icon="contacts" title={words.nobody}>
        {words.nobodyText}
      </Empty>
    );
  }
  return (
    <>
      <Table card label={words.title} heads={[words.name, words.email, words.phone, words.tags, words.seen]}>
        {contacts.map((contact) => (
          <Row key={contact.id} contact={contact} />
        ))}
      </Table>
      <div class="list-end">
        <p class="muted" role="status">
          {words.shown(contacts.length, total)} {partial && words.partial}
        </p>
        {next !== undefined && <Button onClick={() => attempt(more)}>{words.more}</Button>}
      </div>
    </>
  );
}

function Row({ contact }: { contact: Contact }) {
  const words = contactWords();
  return (
    <tr>
      <td>
        <span class="who">
          <Avatar name={contact.name || contact.email} seed={contact.id} />
          <span>
            <a href={href("contacts", contact.id)} dir="auto">
              {contactName(contact)}
            </a>{" "}
            <Verified of={contact} />
          </span>
        </span>
      </td>
      <td>{contact.email}</td>
      <td>{contact.phone}</td>
      <td>
        <span class="tags">
          {contact.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      </td>
      <td>{contact.lastSeenAt === undefined ? words.never : moment(contact.lastSeenAt)}</td>
    </tr>
  );
}

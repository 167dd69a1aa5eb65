import { ChatError, type Contact, type ContactEdit } from "@parley/protocol";
import { useState } from "preact/hooks";
import { useDraft } from "../ui/carried.ts";
import { Field } from "../ui/Field.tsx";
import { explain, uiWords } from "../ui/words.ts";
import { type Attribute, AttributeFields, toAttributes, toRows } from "./AttributeFields.tsx";
import { contactWords } from "./words.ts";
import { FormDialog, Problem } from "../ui/FormDialog.tsx";

interface EditProps {
  title: string;
  contact?: Contact;
  /** Throws what refuses it. */
  onSave: (edit: ContactEdit) => Promise<unknown>;
  onClose: () => void;
}

const FIELDS = ["name", "email", "phone", "userId"] as const;

/** What members write down of a contact; only what was changed here is sent. */
export function EditDialog({ title, contact, onSave, onClose }: EditProps) {
  const words = contactWords();
  // As it was when the dialog was opened: what colleagues write meanwhile is not taken back.
  const [before] = useState(() => startOf(contact));
  const [fields, setFields] = useDraft(before);
  const [tags, setTags] = useState(before.tags.join(", "));
  const [rows, setRows] = useDraft<Attribute[]>(() => toRows(before.attributes));
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    const changed = FIELDS.filter((field) => fields[field] !== before[field]);
    try {
      await onSave({
        ...Object.fromEntries(changed.map((field) => [field, fields[field]])),
        ...(tags !== before.tags.join(", ") && { tags: toTags(tags) }),
        ...(JSON.stringify(rows) !== JSON.stringify(toRows(before.attributes)) && {
          attributes: toAttributes(rows, before.attributes),
        }),
      });
      onClose();
    } catch (error) {
      setProblem(ChatError.from(error).code === "conflict" ? words.changedMeanwhile : explain(error));
    }
  };
  const labels = { name: words.name, email: words.email, phone: words.phone, userId: words.userId };
  return (
    <FormDialog title={title} action={uiWords().save} onSubmit={save} onClose={onClose}>
      {FIELDS.map((field) => (
        <Field
          key={field}
          label={labels[field]}
          type={field === "email" ? "email" : "text"}
          maxLength={200}
          value={fields[field]}
          onInput={(value) => setFields({ ...fields, [field]: value })}
        />
      ))}
      <Field label={words.tags} value={tags} onInput={setTags} hint={words.tagsHint} />
      <AttributeFields rows={rows} onChange={setRows} />
      <Problem>{problem}</Problem>
    </FormDialog>
  );
}

function startOf({
  name = "",
  email = "",
  phone = "",
  userId = "",
  tags = [],
  attributes = {},
}: Partial<Contact> = {}) {
  return { name, email, phone, userId, tags, attributes };
}

/** Tags as they are typed, with commas of either language between them. */
export const toTags = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,，、;；]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

import { useState } from "preact/hooks";
import { change } from "../../api.ts";
import { inLanguage } from "../../language/language.ts";
import { Field } from "../../ui/Field.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Select } from "../../ui/Select.tsx";
import { attempt } from "../../ui/toast.ts";
import { settingsWords } from "../words.ts";
import { accountTexts } from "./texts.ts";

/** The channels that this engine has, and what they are called. */
export interface Channels {
  channels: string[];
  names?: Record<string, { en: string; "zh-CN": string }>;
}

interface NewInboxProps extends Channels {
  onClose: () => void;
  onMade: (id: string) => unknown;
}

/** Asks for what a new inbox needs at least: its channel, its name, and how it is called in addresses. */
export function NewInbox({ channels, names = {}, onClose, onMade }: NewInboxProps) {
  const words = settingsWords();
  const texts = accountTexts();
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const [channel, setChannel] = useState("web");
  const nameOf = (type: string) => (type === "web" ? texts.web : names[type] ? inLanguage(names[type]) : type);
  const make = async () => {
    if (await attempt(() => change("POST", "inboxes", { id, name, channel }))) await onMade(id);
  };
  return (
    <FormDialog title={words.newInbox} action={texts.make} onSubmit={make} onClose={onClose}>
      {channels.length > 1 && (
        <Select
          label={texts.channel}
          value={channel}
          options={channels.map((type) => ({ value: type, label: nameOf(type) }))}
          onChange={setChannel}
        />
      )}
      <Field required label={words.name} value={name} onInput={setName} maxLength={100} />
      <Field
        required
        label={texts.newInboxId}
        hint={texts.newInboxHint}
        value={id}
        pattern="[\w\-]{1,64}"
        onInput={setId}
      />
    </FormDialog>
  );
}

import type { AgentContent } from "@parley/protocol";
import { useState } from "preact/hooks";
import { Field } from "../ui/Field.tsx";
import { SheetDialog } from "./SheetDialog.tsx";
import { richTexts } from "./texts.ts";

export interface SheetProps {
  send: (content: AgentContent) => void;
  close: () => void;
}

const EMPTY = { title: "", text: "", price: "", currency: "CNY", button: "", page: "" };

/** Where a card is written: what it is, what it costs, and a page to open. */
export function CardSheet({ send, close }: SheetProps) {
  const texts = richTexts();
  const [said, setSaid] = useState(EMPTY);
  const write = (name: keyof typeof EMPTY) => (value: string) => setSaid({ ...said, [name]: value });
  const amount = Number(said.price.trim().replace(",", "."));
  const priced = said.price.trim() !== "";
  const wrongPage = said.page.trim() !== "" && !/^https:\/\/[^\s\\@]+$/i.test(said.page.trim());
  const currency = said.currency.trim().toUpperCase();
  const ready =
    said.title.trim() !== "" && !wrongPage && (!priced || (Number.isFinite(amount) && /^[A-Z]{3}$/.test(currency)));
  const submit = () => {
    const title = said.title.trim();
    const text = said.text.trim();
    const url = said.page.trim();
    const card = {
      title,
      ...(text && { text }),
      ...(priced && { price: { amount, currency } }),
      ...(url && { buttons: [{ label: said.button.trim() || new URL(url).hostname, url }] }),
    };
    send({ type: "cards", text: title, cards: [card] });
  };
  return (
    <SheetDialog title={texts.card} ready={ready} submit={submit} close={close}>
      <Field label={texts.title} value={said.title} onInput={write("title")} required maxLength={200} />
      <Field label={texts.text} value={said.text} onInput={write("text")} rows={2} maxLength={500} />
      <div class="rich-pair">
        <Field label={texts.price} value={said.price} onInput={write("price")} maxLength={20} />
        <Field label={texts.currency} value={said.currency} onInput={write("currency")} maxLength={3} />
      </div>
      <Field label={texts.button} value={said.button} onInput={write("button")} maxLength={60} />
      <Field
        label={texts.page}
        value={said.page}
        onInput={write("page")}
        maxLength={500}
        error={wrongPage ? texts.noPage : undefined}
      />
    </SheetDialog>
  );
}

import { ChatError, type Macro, type MacroAct, may } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { change, read } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { inLanguage } from "../../language/language.ts";
import { useLoader } from "../../live/load.ts";
import { Button } from "../../ui/Button.tsx";
import { Confirm } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { optionsOf, Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/toast.ts";
import { explain } from "../../ui/words.ts";
import { Arranging, blankArranging, isArranging, isArrangingAct } from "./MacroArranging.tsx";
import { copilotTexts } from "./texts.ts";

const NEW: Macro = { id: "", name: "", acts: [{ do: "say", text: { en: "", "zh-CN": "" } }], version: 0 };
const KEYS = ["", "4", "5", "6", "7", "8", "9"] as const;
const LEAST = ["agent", "supervisor", "admin", "owner"] as const;
const KINDS = ["reply", "say", "note", "transfer", "team", "release", "tag", "snooze", "task", "close"] as const;

/** The macros of the workspace, and the editor of one. */
export function MacroPage() {
  const { me } = useDesk();
  const texts = copilotTexts();
  const loader = useLoader(() => read<Macro[]>("macros"));
  const editing = useSignal<Macro | undefined>(undefined);
  const state = loader.state.value;
  const all = state.status === "ready" ? state.value : [];
  const edit = (macro: Macro | undefined) => () => void (editing.value = macro);
  const done = async () => {
    editing.value = undefined;
    await loader.reload();
  };
  if (editing.value) return <Editor key={editing.value.id} macro={editing.value} onDone={done} />;
  return (
    <section class="stack" aria-label={texts.macros}>
      <p class="muted">{texts.macrosHint}</p>
      {may(me.role, "supervisor") && (
        <p>
          <Button icon="plus" onClick={edit(NEW)}>
            {texts.newMacro}
          </Button>
        </p>
      )}
      <ul class="macro-list">
        {all.map((macro) => (
          <li key={macro.id}>
            <Button tone="quiet" disabled={!may(me.role, "supervisor")} onClick={edit(macro)}>
              {macro.name}
            </Button>
            <small class="muted">
              {macro.key ? `Alt+${macro.key} · ` : ""}
              {macro.acts.map((act) => texts.acts[act.do]).join(" → ")}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Editor({ macro, onDone }: { macro: Macro; onDone: () => Promise<void> }) {
  const texts = copilotTexts();
  const draft = useSignal(macro);
  const deleting = useSignal(false);
  const { id, name, key, role, acts, version } = draft.value;
  const set = (fields: Partial<Macro>) => {
    draft.value = { ...draft.value, ...fields };
  };
  const setAct = (at: number, act: MacroAct | undefined) =>
    set({ acts: act ? acts.map((one, place) => (place === at ? act : one)) : acts.filter((_, place) => place !== at) });
  const carryOut = async (work: Promise<unknown>) => {
    try {
      await work;
      await onDone();
    } catch (error) {
      const isTaken = version === 0 && error instanceof ChatError && error.code === "conflict";
      toast(isTaken ? texts.taken : explain(error), "bad");
    }
  };
  const path = `macros/${encodeURIComponent(id)}`;
  return (
    <Form
      class="stack macro-editor"
      aria-label={texts.macro}
      onSubmit={() => void carryOut(change("PUT", path, draft.value))}
    >
      <Field label={texts.macroName} required maxLength={60} value={name} onInput={(next) => set({ name: next })} />
      {version === 0 && (
        <Field
          label={texts.macroId}
          mono
          required
          pattern="[a-z0-9][a-z0-9_\-]*"
          maxLength={64}
          value={id}
          onInput={(next) => set({ id: next })}
        />
      )}
      <Select
        label={texts.key}
        value={String(key ?? "") as (typeof KEYS)[number]}
        options={KEYS.map((value) => ({ value, label: value ? `Alt+${value}` : texts.noKey }))}
        onChange={(next) => set({ key: next ? Number(next) : undefined })}
      />
      <Select
        label={texts.who}
        value={role ?? "agent"}
        options={optionsOf(LEAST, texts.roles)}
        onChange={(next) => set({ role: next === "agent" ? undefined : next })}
      />
      <ol class="macro-acts">
        {acts.map((act, at) => (
          <li key={at} class="stack">
            <Act act={act} onChange={(next) => setAct(at, next)} />
            <Button
              small
              tone="quiet"
              icon="trash"
              label={`${texts.removeAct} ${at + 1}`}
              onClick={() => setAct(at, undefined)}
            />
          </li>
        ))}
      </ol>
      <p class="actions">
        <Button icon="plus" onClick={() => set({ acts: [...acts, { do: "close" }] })}>
          {texts.addAct}
        </Button>
        <Button type="submit" tone="primary">
          {texts.save}
        </Button>
        <Button onClick={() => void onDone()}>{texts.cancel}</Button>
        {version > 0 && (
          <Button tone="danger" onClick={() => (deleting.value = true)}>
            {texts.remove}
          </Button>
        )}
        {deleting.value && (
          <Confirm
            danger
            title={texts.removeTitle}
            text={texts.removeText}
            action={texts.remove}
            onClose={() => (deleting.value = false)}
            onConfirm={() => carryOut(change("DELETE", path, { version }))}
          />
        )}
      </p>
    </Form>
  );
}

/** An act to begin with, of each kind. */
const blank = (kind: MacroAct["do"]): MacroAct => {
  if (kind === "reply") return { do: kind, shortcut: "" };
  if (kind === "say") return { do: kind, text: { en: "", "zh-CN": "" } };
  if (kind === "note") return { do: kind, text: "" };
  if (kind === "transfer") return { do: kind, agentId: "" };
  if (isArranging(kind)) return blankArranging(kind);
  return kind === "release" ? { do: kind, to: "queue" } : { do: "close" };
};

function Act({ act, onChange }: { act: MacroAct; onChange: (act: MacroAct) => void }) {
  const texts = copilotTexts();
  return (
    <>
      <Select
        label={texts.act}
        value={act.do}
        options={optionsOf(KINDS, texts.acts)}
        onChange={(kind) => onChange(blank(kind))}
      />
      <Details act={act} onChange={onChange} />
    </>
  );
}

function Details({ act, onChange }: { act: MacroAct; onChange: (act: MacroAct) => void }) {
  const { knowledge, inbox } = useDesk();
  const texts = copilotTexts();
  const { value } = knowledge.state;
  if (isArrangingAct(act)) return <Arranging act={act} onChange={onChange} />;
  if (act.do === "reply") {
    const replies = value.status === "ready" ? value.value.cannedReplies : [];
    const options = replies.map(({ shortcut, text }) => ({
      value: shortcut,
      label: `/${shortcut} ${inLanguage(text)}`.slice(0, 60),
    }));
    const any = [{ value: "", label: "" }, ...options];
    return (
      <Select
        label={texts.acts.reply}
        value={act.shortcut}
        options={any}
        onChange={(shortcut) => onChange({ ...act, shortcut })}
      />
    );
  }
  if (act.do === "transfer") {
    const people = inbox.presence.value.map(({ agent: { id, name } }) => ({ value: id, label: name }));
    const any = [
      { value: "", label: "" },
      ...people.filter((one) => one.value !== act.agentId),
      { value: act.agentId, label: people.find((one) => one.value === act.agentId)?.label ?? act.agentId },
    ];
    return (
      <Select
        label={texts.acts.transfer}
        value={act.agentId}
        options={any}
        onChange={(agentId) => onChange({ ...act, agentId })}
      />
    );
  }
  if (act.do === "release") {
    const options = optionsOf(["queue", "bot"] as const, texts.to);
    return (
      <Select label={texts.acts.release} value={act.to} options={options} onChange={(to) => onChange({ ...act, to })} />
    );
  }
  if (act.do === "note")
    return (
      <Field
        label={texts.acts.note}
        rows={3}
        required
        value={act.text}
        onInput={(text) => onChange({ ...act, text })}
      />
    );
  if (act.do === "close") return null;
  return (
    <>
      <Field
        label={`${texts.acts.say} (English)`}
        rows={3}
        value={act.text.en}
        onInput={(en) => onChange({ ...act, text: { ...act.text, en } })}
      />
      <Field
        label={`${texts.acts.say} (中文)`}
        rows={3}
        value={act.text["zh-CN"]}
        onInput={(zh) => onChange({ ...act, text: { ...act.text, "zh-CN": zh } })}
      />
    </>
  );
}

import { may, type Intent, type ReviewCluster } from "@parley/protocol";
import { useState } from "preact/hooks";
import { inLanguage } from "../language/language.ts";
import { useKeys } from "../ui/keys.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Key } from "../ui/parts.tsx";
import { Select } from "../ui/Select.tsx";
import { reviewWords } from "./words.ts";

/** Where the questions go: an intent there is, or one to be made. */
export type Choice = { type: "known"; intent: Intent } | { type: "new"; title: string; answer: string };

interface ClusterProps {
  cluster: ReviewCluster;
  position: string;
  onAccept: (choice: Choice, texts: string[]) => unknown;
  onDismiss: () => unknown;
}

const NEW = "+";

/** Questions that mean the same: which of them to teach, and as what. */
export function Cluster({ cluster, position, onAccept, onDismiss }: ClusterProps) {
  const { knowledge, me } = useDesk();
  const words = reviewWords();
  const admin = may(me.role, "admin");
  const [intentId, setIntentId] = useState(cluster.suggested ?? (admin ? NEW : ""));
  const [title, setTitle] = useState("");
  const [answer, setAnswer] = useState("");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const state = knowledge.state.value;
  const intents = state.status === "ready" ? state.value.intents : [];
  const texts = cluster.texts.filter((text) => !left.has(text));
  const choice = intentId === NEW ? made(title, answer) : known(intentId, intents);
  const accept = () => choice && texts.length > 0 && onAccept(choice, texts);
  useKeys({ a: accept, d: onDismiss });
  const toggle = (text: string) => {
    const next = new Set(left);
    if (!next.delete(text)) next.add(text);
    setLeft(next);
  };
  return (
    <section class="card cluster" aria-label={cluster.texts[0]}>
      <header>
        <h2>{words.include}</h2>
        <span class="muted">{position}</span>
      </header>
      <ul class="checks">
        {cluster.texts.map((text) => (
          <li key={text}>
            <label>
              <input type="checkbox" checked={!left.has(text)} onChange={() => toggle(text)} />
              <span>{text}</span>
            </label>
          </li>
        ))}
      </ul>
      <Select
        label={words.belongs}
        value={intentId}
        options={[
          { value: "", label: words.choose },
          ...(admin ? [{ value: NEW, label: words.newIntent }] : []),
          ...intents.map((intent) => ({ value: intent.id, label: labelOf(intent, cluster.suggested) })),
        ]}
        onChange={setIntentId}
      />
      {intentId === NEW && (
        <>
          <Field label={words.newTitle} value={title} maxLength={80} onInput={setTitle} />
          <Field label={words.newAnswer} value={answer} rows={4} maxLength={4000} onInput={setAnswer} />
        </>
      )}
      <footer class="actions">
        <Button tone="primary" icon="check" shortcut="a" disabled={!choice || texts.length === 0} onClick={accept}>
          {words.accept} <Key>a</Key>
        </Button>
        <Button icon="close" shortcut="d" onClick={onDismiss}>
          {words.dismiss} <Key>d</Key>
        </Button>
      </footer>
    </section>
  );
}

function made(title: string, answer: string): Choice | undefined {
  if (!title.trim() || !answer.trim()) return undefined;
  return { type: "new", title: title.trim(), answer: answer.trim() };
}

function known(id: string, intents: readonly Intent[]): Choice | undefined {
  const intent = intents.find((one) => one.id === id);
  return intent && { type: "known", intent };
}

function labelOf(intent: Intent, suggested: string | undefined): string {
  const title = inLanguage(intent.title) || intent.id;
  return intent.id === suggested ? `${title} (${reviewWords().suggested})` : title;
}

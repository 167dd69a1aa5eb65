import type { Content, Decision, Understanding } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change } from "../api.ts";
import { UnderstandingTable } from "../conversation/UnderstandingTable.tsx";
import { conversationWords } from "../conversation/words.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Markdown } from "../ui/Markdown.tsx";
import { Badge } from "../ui/parts.tsx";
import { attempt } from "../ui/toast.ts";
import { knowledgeWords } from "./words.ts";
import { Form } from "../ui/Form.tsx";

interface Tried {
  text: string;
  understanding: Understanding;
  decision: Decision;
  reply?: Content;
}

/** Asks the bot without a visitor. */
export function Try() {
  const words = knowledgeWords();
  const [text, setText] = useState("");
  const [tried, setTried] = useState<readonly Tried[]>([]);
  const [busy, setBusy] = useState(false);
  const unready = busy || !text.trim();
  const ask = () =>
    unready ||
    attempt(async () => {
      setBusy(true);
      const answer = await change<Omit<Tried, "text">>("POST", "try", { text }).finally(() => setBusy(false));
      setTried([{ text, ...answer }, ...tried].slice(0, 10));
      setText("");
    });
  return (
    <div class="try">
      <Form class="card" onSubmit={ask}>
        <p class="muted">{words.tryText}</p>
        <div class="try-line">
          <Field
            label={words.tryTitle}
            value={text}
            maxLength={4000}
            placeholder={words.tryPlaceholder}
            onInput={setText}
          />
          <Button type="submit" tone="primary" disabled={unready}>
            {words.ask}
          </Button>
        </div>
      </Form>
      <div aria-live="polite">
        {tried.map((one, index) => (
          <Answer key={tried.length - index} tried={one} />
        ))}
      </div>
    </div>
  );
}

function Answer({ tried: { text, understanding, decision, reply } }: { tried: Tried }) {
  const words = knowledgeWords();
  return (
    <article class="card tried-one" aria-label={text}>
      <div class="message visitor leads">
        <div class="bubble">{text}</div>
      </div>
      <div class="message bot leads">
        <header>
          <b>{words.says}</b> <Badge tone="accent">{conversationWords().decisions[decision]}</Badge>
        </header>
        {reply ? (
          <div class="bubble">
            <Markdown text={reply.text} />
            {reply.type === "text" && reply.choices && (
              <ul class="offered">
                {reply.choices.map(({ label, value }) => (
                  <li key={value}>{label}</li>
                ))}
              </ul>
            )}
            {reply.type === "text" && reply.source && <p class="source">{reply.source.title}</p>}
          </div>
        ) : (
          <p class="muted">{words.saysNothing}</p>
        )}
      </div>
      <UnderstandingTable understanding={understanding} />
    </article>
  );
}

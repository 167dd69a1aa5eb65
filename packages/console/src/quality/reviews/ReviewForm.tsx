import type { ReviewSection, SampleItem } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { attempt, toast } from "../../ui/toast.ts";
import { Beside } from "./Beside.tsx";
import { isWhole, Questions } from "./Questions.tsx";
import { reviewTexts } from "./texts.ts";
import { keepUnsent, type Unsent, unsentOf } from "./unsent.ts";

interface FormProps {
  sample: SampleItem;
  sections: readonly ReviewSection[];
  /** It is written, or given up for now. */
  onDone: (written: boolean) => void;
}

/** A conversation, and beside it what is asked of it. */
export function ReviewForm({ sample, sections, onDone }: FormProps) {
  const texts = reviewTexts();
  const { me } = useDesk();
  const { id, conversationId, episode, agent, calibration } = sample;
  const [unsent, setUnsent] = useState(() => unsentOf(me.id, id));
  const set = (next: Unsent) => {
    keepUnsent(me.id, id, next);
    setUnsent(next);
  };
  const send = async () => {
    const review = { conversationId, episode, agentId: agent.id, ...unsent };
    if (!(await attempt(() => change("POST", "reviews", review)))) return;
    keepUnsent(me.id, id, undefined);
    toast(texts.saved);
    onDone(true);
  };
  return (
    <div class="reviewing">
      <section class="thread-beside card" aria-label={texts.conversationOf(agent.name)}>
        <Beside id={conversationId} />
      </section>
      <Form class="card stack" onSubmit={send}>
        <h2>{texts.reviewOf(agent.name)}</h2>
        {calibration && <p class="hint">{texts.blind}</p>}
        <Questions sections={sections} answers={unsent.answers} onChange={(answers) => set({ ...unsent, answers })} />
        <Field
          label={texts.comment}
          rows={3}
          maxLength={4000}
          value={unsent.comment}
          onInput={(comment) => set({ ...unsent, comment })}
        />
        <div class="actions">
          <Button type="submit" tone="primary" disabled={!isWhole(sections, unsent.answers)}>
            {texts.save}
          </Button>
          <Button onClick={() => onDone(false)}>{texts.back}</Button>
        </div>
      </Form>
    </div>
  );
}

import type { Review } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change } from "../../api.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { Segments } from "../../ui/Select.tsx";
import { attempt, toast } from "../../ui/toast.ts";
import { isWhole, Questions } from "./Questions.tsx";
import { reviewTexts } from "./texts.ts";

/** Answers what the agent had to say, with another score or without. */
export function Decision({ review, onChanged }: { review: Review; onChanged: (changed: Review) => void }) {
  const texts = reviewTexts();
  const [text, setText] = useState("");
  const [what, setWhat] = useState<"keep" | "change">("keep");
  const [answers, setAnswers] = useState(review.answers);
  const changes = what === "change";
  const send = async () => {
    const decided = { text, ...(changes && { answers }) };
    await attempt(async () => {
      onChanged(await change<Review>("POST", `reviews/${review.id}/decision`, decided));
      toast(texts.saved);
    });
  };
  return (
    <Form onSubmit={send}>
      <Segments
        label={texts.decision}
        value={what}
        options={(["keep", "change"] as const).map((value) => ({ value, label: texts.decisions[value] }))}
        onChange={setWhat}
      />
      {changes && <Questions sections={review.sections} answers={answers} onChange={setAnswers} />}
      <Field label={texts.decideText} rows={3} maxLength={4000} value={text} onInput={setText} />
      <div class="actions">
        <Button type="submit" tone="primary" disabled={!text.trim() || (changes && !isWhole(review.sections, answers))}>
          {texts.decide}
        </Button>
      </div>
    </Form>
  );
}

import type { Review } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change } from "../../api.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { attempt, toast } from "../../ui/toast.ts";
import { reviewTexts } from "./texts.ts";

/** What the agent has to say to a review of theirs, once. */
export function Appeal({ review: { id }, onChanged }: { review: Review; onChanged: (changed: Review) => void }) {
  const texts = reviewTexts();
  const [text, setText] = useState("");
  const send = async () => {
    await attempt(async () => {
      onChanged(await change<Review>("POST", `reviews/${id}/appeal`, { text }));
      toast(texts.saved);
    });
  };
  return (
    <Form onSubmit={send}>
      <Field
        label={texts.appealText}
        hint={texts.appealOnce}
        rows={3}
        maxLength={4000}
        value={text}
        onInput={setText}
      />
      <div class="actions">
        <Button type="submit" disabled={!text.trim()}>
          {texts.appeal}
        </Button>
      </div>
    </Form>
  );
}

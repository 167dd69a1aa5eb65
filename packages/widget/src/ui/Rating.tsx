import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { LateTexts } from "../texts/late/late-texts.ts";
import { ratingStyles } from "./styles/rating.ts";
import type { Ui } from "./ui.ts";
import { useLateTexts } from "./use-late-texts.ts";

/** Mouths from very bad to very good. */
const MOUTHS = ["M8 17q4-5 8 0", "M8.5 16.5q3.5-2.5 7 0", "M8.5 16h7", "M8.5 15q3.5 3 7 0", "M7.5 14q4.5 6.5 9 0z"];

/** Asks how the conversation was. What was picked is sent also if the visitor then just leaves. */
export function Rating({ ui }: { ui: Ui }): VNode | undefined {
  const texts = useLateTexts(ui);
  return texts && <Card ui={ui} texts={texts} />;
}

function Card({ ui: { chat, addStyles }, texts }: { ui: Ui; texts: LateTexts }): VNode {
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState("");
  const unsent = useRef({ score, comment });
  unsent.current = { score, comment };
  const send = () => {
    const { score, comment } = unsent.current;
    if (score > 0) chat.rate(score, comment.trim());
    unsent.current.score = 0;
  };
  useLayoutEffect(() => {
    addStyles(ratingStyles);
    return send;
  }, []);

  return (
    <li>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <fieldset>
          <legend>{texts.rate}</legend>
          <div class="faces">
            {texts.scores.map((label, index) => (
              <label class="face" title={label}>
                <input
                  type="radio"
                  name="score"
                  aria-label={label}
                  checked={score === index + 1}
                  onChange={() => setScore(index + 1)}
                />
                <svg viewBox="0 0 24 24" aria-hidden="true">
                  <circle cx="12" cy="12" r="10" />
                  <path d={`M9 9.5v.5m6-.5v.5${MOUTHS[index]}`} />
                </svg>
              </label>
            ))}
          </div>
        </fieldset>
        {score > 0 && (
          <>
            <p class="chosen">{texts.scores[score - 1]}</p>
            <textarea
              rows={2}
              dir="auto"
              maxLength={1000}
              placeholder={texts.comment}
              aria-label={texts.comment}
              value={comment}
              onInput={(event) => setComment(event.currentTarget.value)}
            />
            <button class="primary">{texts.submit}</button>
          </>
        )}
      </form>
    </li>
  );
}

import { may, type Review } from "@parley/protocol";
import { useDesk } from "../../desk/use-desk.ts";
import { moment } from "../../language/format.ts";
import { href } from "../../route.ts";
import { Badge } from "../../ui/parts.tsx";
import { Appeal } from "./Appeal.tsx";
import { Decision } from "./Decision.tsx";
import { answered, written } from "./Questions.tsx";
import { reviewTexts } from "./texts.ts";

interface OneProps {
  review: Review;
  /** Something was done with it. */
  onChanged: (changed: Review) => void;
}

/** All of a review: what was answered, what was said of it, and what can be said to it. */
export function OneReview({ review, onChanged }: OneProps) {
  const texts = reviewTexts();
  const { me } = useDesk();
  const { agent, appealed, comment, conversationId, sections, answers } = review;
  const isMine = agent.id === me.id;
  const hasAnswered = review.steps.some(({ did }) => did === "appealed");
  return (
    <div class="one-review stack">
      {sections.map(({ id, name, questions }) => (
        <section key={id}>
          <h3>{name}</h3>
          <dl class="times">
            {questions.map((question) => [
              <dt key={question.id}>
                {question.text} {question.fatal && <Badge tone="warn">{texts.fatal}</Badge>}
              </dt>,
              <dd key={`${question.id} answer`}>{answered(answers[question.id])}</dd>,
            ])}
          </dl>
        </section>
      ))}
      {comment && <blockquote dir="auto">{comment}</blockquote>}
      <Steps review={review} />
      <p>
        <a href={href("inbox", conversationId)}>{texts.openOf(agent.name)}</a>
      </p>
      {isMine && !hasAnswered && <Appeal review={review} onChanged={onChanged} />}
      {!isMine && appealed && may(me.role, "supervisor") && <Decision review={review} onChanged={onChanged} />}
    </div>
  );
}

/** What was done with it, in its order. */
function Steps({ review: { steps } }: Pick<OneProps, "review">) {
  const texts = reviewTexts();
  return (
    <ol class="said-list">
      {steps.map(({ at, by, did, text, score }, place) => (
        <li key={`${at} ${place}`}>
          <span>
            <b>
              <bdi>{by.name}</bdi>
            </b>{" "}
            {texts.did[did]}
            {score !== undefined && ` · ${written({ score, failed: false })}`} · <time>{moment(at)}</time>
          </span>
          {text && <q dir="auto">{text}</q>}
        </li>
      ))}
    </ol>
  );
}

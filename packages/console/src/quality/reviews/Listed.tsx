import type { Review } from "@parley/protocol";
import { useState } from "preact/hooks";
import { read } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { day } from "../../language/format.ts";
import { useLoader } from "../../live/load.ts";
import { Badge, Fetched } from "../../ui/parts.tsx";
import { OneReview } from "./OneReview.tsx";
import { written } from "./Questions.tsx";
import { reviewTexts } from "./texts.ts";

/** Reviews that one may see, those that wait for an answer of one's own first. */
export function Listed() {
  const texts = reviewTexts();
  const { me } = useDesk();
  const [open, setOpen] = useState<string>();
  const loader = useLoader(() => read<Review[]>("reviews"));
  return (
    <section class="card stack" aria-label={texts.reviews}>
      <h2>{texts.reviews}</h2>
      <Fetched from={loader} lines={4}>
        {(all) =>
          all.length === 0 ? (
            <p class="muted">{texts.nothing}</p>
          ) : (
            <ul class="review-list">
              {sorted(all, me.id).map((review) => (
                <li key={review.id} class={open === review.id ? "open" : undefined}>
                  <Head
                    review={review}
                    open={open === review.id}
                    onOpen={() => setOpen(open === review.id ? undefined : review.id)}
                  />
                  {open === review.id && <OneReview review={review} onChanged={loader.reload} />}
                </li>
              ))}
            </ul>
          )
        }
      </Fetched>
    </section>
  );
}

const sorted = (all: readonly Review[], me: string) => {
  const waits = ({ appealed, agent }: Review) => Number(appealed && agent.id !== me);
  return all.toSorted((one, other) => waits(other) - waits(one));
};

function Head({ review, open, onOpen }: { review: Review; open: boolean; onOpen: () => void }) {
  const texts = reviewTexts();
  const { agent, reviewer, at, appealed, failed, calibration } = review;
  return (
    <>
      <button type="button" class="link" aria-expanded={open} onClick={onOpen}>
        {texts.reviewed(agent.name, reviewer.name)}
      </button>
      <time class="muted">{day(at)}</time>
      <Badge tone={failed ? "bad" : "good"}>{written(review)}</Badge>
      {calibration && <Badge>{texts.twice}</Badge>}
      {appealed && <Badge tone="warn">{texts.waiting}</Badge>}
    </>
  );
}

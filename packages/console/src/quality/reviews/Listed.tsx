import type { Review } from "@parley/protocol";
import { useState } from "preact/hooks";
import { read } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { day } from "../../language/format.ts";
import { useLoader } from "../../live/load.ts";
import { Button } from "../../ui/Button.tsx";
import { Badge, Fetched } from "../../ui/parts.tsx";
import { attempt } from "../../ui/toast.ts";
import { OneReview } from "./OneReview.tsx";
import { written } from "./Questions.tsx";
import { reviewTexts } from "./texts.ts";

/** Reviews that are fetched at once. */
const PAGE = 50;
const pageOf = (more: string) => read<Review[]>(`reviews?limit=${PAGE}${more}`);

/** Reviews that one may see, those that wait for an answer of one's own first. */
export function Listed() {
  const texts = reviewTexts();
  const { me } = useDesk();
  const [open, setOpen] = useState<string>();
  const loader = useLoader(async () => {
    const [waiting, newest] = await Promise.all([pageOf("&appealed=true"), pageOf("")]);
    const theirs = waiting.filter(({ agent }) => agent.id !== me.id);
    return { all: once([...theirs, ...newest]), last: newest.length < PAGE ? undefined : newest.at(-1)?.id };
  });
  const older = async ({ all, last = "" }: Shown) => {
    await attempt(async () => {
      const more = await pageOf(`&before=${last}`);
      loader.set({ all: once([...all, ...more]), last: more.length < PAGE ? undefined : more.at(-1)?.id });
    });
  };
  const changed = (review: Review) => {
    const now = loader.state.peek();
    if (now.status !== "ready") return;
    loader.set({ ...now.value, all: now.value.all.map((one) => (one.id === review.id ? review : one)) });
  };
  return (
    <section class="card stack" aria-label={texts.reviews}>
      <h2>{texts.reviews}</h2>
      <Fetched from={loader} lines={4}>
        {(shown) => (
          <>
            {shown.all.length === 0 && <p class="muted">{texts.nothing}</p>}
            <ul class="review-list">
              {shown.all.map((review) => (
                <li key={review.id}>
                  <Head
                    review={review}
                    open={open === review.id}
                    onOpen={() => setOpen(open === review.id ? undefined : review.id)}
                  />
                  {open === review.id && <OneReview review={review} onChanged={changed} />}
                </li>
              ))}
            </ul>
            {shown.last && (
              <div class="actions">
                <Button onClick={() => older(shown)}>{texts.older}</Button>
              </div>
            )}
          </>
        )}
      </Fetched>
    </section>
  );
}

interface Shown {
  all: readonly Review[];
  /** After which there are more, if there are. */
  last: string | undefined;
}

/** Each once, where it comes first. */
const once = (all: readonly Review[]) => [...new Map(all.map((review) => [review.id, review])).values()];

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

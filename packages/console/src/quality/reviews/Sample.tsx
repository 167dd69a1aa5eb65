import type { SampleItem } from "@parley/protocol";
import { change } from "../../api.ts";
import { moment } from "../../language/format.ts";
import { href } from "../../route.ts";
import { Button } from "../../ui/Button.tsx";
import { Badge } from "../../ui/parts.tsx";
import { attempt } from "../../ui/toast.ts";
import { reviewTexts } from "./texts.ts";

/** Those that are shown at once; others follow as these are reviewed. */
const SHOWN = 50;

/** Whether somebody is still to review it. */
const isOpen = ({ calibration, reviews }: SampleItem) => reviews < (calibration ? 2 : 1);

interface SampleProps {
  sample: readonly SampleItem[];
  reload: () => Promise<void>;
}

/** What is to be reviewed, what oneself can review first. */
export function Sample({ sample, reload }: SampleProps) {
  const texts = reviewTexts();
  const open = sample.filter(isOpen).sort((one, other) => Number(one.mine) - Number(other.mine));
  return (
    <section class="card stack" aria-label={texts.sample}>
      <h2>
        {texts.sample} {open.length > 0 && <Badge>{`${open.length}`}</Badge>}
      </h2>
      {open.length === 0 && <p class="muted">{texts.nothingToDo}</p>}
      <ul class="review-list">
        {open.slice(0, SHOWN).map((item) => (
          <Item key={item.id} item={item} reload={reload} />
        ))}
      </ul>
    </section>
  );
}

function Item({ item, reload }: { item: SampleItem; reload: () => Promise<void> }) {
  const texts = reviewTexts();
  const { conversationId, episode, agent, at, reasons, calibration, mine } = item;
  const twice = async () => {
    const asked = { conversationId, episode, agentId: agent.id };
    if (await attempt(() => change("POST", "reviews/sample", asked))) await reload();
  };
  return (
    <li>
      <b>
        <bdi>{agent.name}</bdi>
      </b>
      <time class="muted">{moment(at)}</time>
      {reasons.map((reason) => (
        <Badge key={reason}>{texts.reasons[reason]}</Badge>
      ))}
      {calibration ? (
        <Badge tone="accent">{texts.twice}</Badge>
      ) : (
        <Button small label={texts.doubleOf(agent.name)} onClick={twice}>
          {texts.double}
        </Button>
      )}
      {mine ? (
        <span class="muted">{texts.waitsForOther}</span>
      ) : (
        <a
          class="button primary small"
          href={href("quality", "reviews", conversationId, `${episode}`, agent.id)}
          aria-label={texts.reviewOf(agent.name)}
        >
          {texts.review}
        </a>
      )}
    </li>
  );
}

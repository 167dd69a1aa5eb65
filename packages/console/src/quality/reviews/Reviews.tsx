import { may, type QualityTold, type ReviewAgreements, type SampleItem } from "@parley/protocol";
import { read } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { useLoader } from "../../live/load.ts";
import { go, route } from "../../route.ts";
import { Fetched } from "../../ui/parts.tsx";
import { Agreement } from "./Agreement.tsx";
import { Listed } from "./Listed.tsx";
import { ReviewForm } from "./ReviewForm.tsx";
import { Sample } from "./Sample.tsx";
import { reviewTexts } from "./texts.ts";

/** Reviews: for who supervises what is to be reviewed and what was, for an agent their own. */
export function Reviews() {
  const { me } = useDesk();
  return may(me.role, "supervisor") ? <Judging /> : <Listed />;
}

function Judging() {
  const [, conversationId, episode, agentId] = route.value.rest;
  const loader = useLoader(async () => {
    const [sample, { sections }, agreement] = await Promise.all([
      read<SampleItem[]>("reviews/sample"),
      read<QualityTold>("quality"),
      read<ReviewAgreements>("reviews/agreement"),
    ]);
    return { sample, sections, agreement };
  });
  const back = (written: boolean) => {
    go("quality", "reviews");
    if (written) void loader.reload();
  };
  return (
    <Fetched from={loader} lines={8}>
      {({ sample, sections, agreement }) => {
        const chosen = sample.find(
          (one) =>
            one.conversationId === conversationId &&
            `${one.episode}` === episode &&
            one.agent.id === agentId &&
            !one.mine,
        );
        if (chosen && sections.length > 0)
          return <ReviewForm key={chosen.id} sample={chosen} sections={sections} onDone={back} />;
        return (
          <>
            {sections.length === 0 && <p class="card">{reviewTexts().noCriteria}</p>}
            <Sample sample={sample} reload={loader.reload} />
            <Agreement {...agreement} />
            <Listed />
          </>
        );
      }}
    </Fetched>
  );
}

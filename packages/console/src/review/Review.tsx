import { may, type Intent, type ReviewCluster, type ReviewDecision } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change, read } from "../api.ts";
import { newEntry, slug } from "../desk/knowledge.ts";
import { inLanguage, language } from "../language/language.ts";
import { now, span } from "../language/format.ts";
import { href } from "../route.ts";
import { useKeys } from "../ui/keys.ts";
import { useDesk } from "../desk/use-desk.ts";
import { useLoader } from "../live/load.ts";
import { Badge, Empty, Fetched, PageHead } from "../ui/parts.tsx";
import { attempt, toast } from "../ui/toast.ts";
import { type Choice, Cluster } from "./Cluster.tsx";
import { reviewWords } from "./words.ts";

/** Questions without an answer, to be taught or dismissed one after the other. */
export function Review() {
  const { me } = useDesk();
  const words = reviewWords();
  const loader = useLoader(() => read<ReviewCluster[]>("review"));
  return (
    <div class="review page">
      <PageHead title={words.title} text={words.text}>
        {may(me.role, "admin") && (
          <a class="button plain" href={href("training")}>
            {words.train}
          </a>
        )}
      </PageHead>
      <Fetched from={loader}>{(clusters) => <Clusters clusters={clusters} onChange={loader.set} />}</Fetched>
    </div>
  );
}

function Clusters({
  clusters,
  onChange,
}: {
  clusters: ReviewCluster[];
  onChange: (clusters: ReviewCluster[]) => void;
}) {
  const { knowledge } = useDesk();
  const words = reviewWords();
  const [openId, setOpenId] = useState<string>();
  const at = Math.max(
    0,
    clusters.findIndex(({ id }) => id === openId),
  );
  const open = clusters[at];
  const step = (by: number) => () => setOpenId(clusters[Math.min(clusters.length - 1, Math.max(0, at + by))]?.id);
  useKeys({ j: step(1), k: step(-1) });
  if (!open) {
    return (
      <Empty icon="review" title={words.done}>
        {words.doneText}
      </Empty>
    );
  }
  const settle = async (decision: ReviewDecision, told: string) => {
    await change("POST", `review/${encodeURIComponent(open.id)}`, decision);
    setOpenId(clusters[at + 1]?.id ?? clusters[at - 1]?.id);
    onChange(clusters.filter(({ id }) => id !== open.id));
    toast(told);
  };
  const accept = (choice: Choice, texts: string[]) =>
    attempt(async () => {
      const intent = choice.type === "known" ? choice.intent : await knowledge.save("intents", intentOf(choice));
      await settle(
        { do: "add", intent: intent.id, texts },
        words.accepted(texts.length, inLanguage(intent.title) || intent.id),
      );
      await knowledge.reload();
    });
  return (
    <div class="clusters">
      <ul class="cluster-list" aria-label={words.queue}>
        {clusters.map((cluster) => (
          <li key={cluster.id}>
            <button
              type="button"
              aria-current={cluster.id === open.id ? "true" : undefined}
              onClick={() => setOpenId(cluster.id)}
            >
              <b>{cluster.texts[0]}</b>
              <small>
                <Badge tone={cluster.count > 4 ? "warn" : "plain"}>{words.asked(cluster.count)}</Badge>
                <span class="muted">{words.last(span(now.value - cluster.lastAskedAt))}</span>
              </small>
            </button>
          </li>
        ))}
      </ul>
      <Cluster
        key={open.id}
        cluster={open}
        position={words.position(at + 1, clusters.length)}
        onAccept={accept}
        onDismiss={() => attempt(() => settle({ do: "dismiss" }, words.dismissed))}
      />
    </div>
  );
}

function intentOf({ title, answer }: Extract<Choice, { type: "new" }>): Intent {
  const id = slug(title) || `intent_${Date.now().toString(36)}`;
  const blank = { en: "", "zh-CN": "" };
  const here = language.value;
  return { ...newEntry("intents"), id, title: { ...blank, [here]: title }, answer: { ...blank, [here]: answer } };
}

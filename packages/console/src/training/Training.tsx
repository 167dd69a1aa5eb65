import type { ModelCard, TrainingStatus } from "@parley/protocol";
import { useEffect } from "preact/hooks";
import { change, read } from "../api.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { type Loaded, useLoader } from "../live/load.ts";
import { Empty, Fetched, PageHead } from "../ui/parts.tsx";
import { attempt } from "../ui/toast.ts";
import { Model } from "./Model.tsx";
import { newestFirst } from "./models.ts";
import { Progress } from "./Progress.tsx";
import { trainingWords } from "./words.ts";

/** Training the model, watching it, comparing and publishing what came out. */
export function Training() {
  const { training, live } = useDesk();
  const words = trainingWords();
  const models = useLoader(() => read<ModelCard[]>("models"));
  const status = training.value;
  const running = status?.status === "running";
  const online = live.status.value.status === "online";
  const told = (next: TrainingStatus) => {
    training.value = next;
  };
  useEffect(() => {
    if (online) void read<TrainingStatus>("training").then(told, () => undefined);
  }, [online]);
  const first = running && status.first;
  useEffect(() => {
    if (first || status?.status === "done") void models.reload();
  }, [first, status?.status]);
  const run = (method: "POST" | "DELETE") => () =>
    attempt(async () => told(await change<TrainingStatus>(method, "training")));
  return (
    <div class="training page">
      <PageHead title={words.title} text={words.text}>
        {running ? (
          <Button icon="close" onClick={run("DELETE")}>
            {words.cancel}
          </Button>
        ) : (
          <Button tone="primary" icon="play" onClick={run("POST")}>
            {words.train}
          </Button>
        )}
      </PageHead>
      {status && !settled(status, models.state.value) && <Progress status={status} />}
      <h2>{words.models}</h2>
      <Fetched from={models}>{(all) => <Models models={all} onChange={models.set} />}</Fetched>
    </div>
  );
}

/** Whether the last training ended with a model that is at work already, so that there is nothing to tell. */
function settled(status: TrainingStatus, models: Loaded<ModelCard[]>): boolean {
  if (status.status !== "done" || models.status !== "ready") return status.status === "done";
  return models.value.find(({ version }) => version === status.version)?.status !== "candidate";
}

function Models({ models, onChange }: { models: readonly ModelCard[]; onChange: (models: ModelCard[]) => void }) {
  if (!models.length) return <Empty icon="training" title={trainingWords().noModels} />;
  return (
    <div class="models">
      {newestFirst(models).map((model, index) => (
        <Model key={model.version} model={model} models={models} open={index === 0} onChange={onChange} />
      ))}
    </div>
  );
}

import type { ModelCard, PublishModel } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { change } from "../api.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Dialog.tsx";
import { attempt, toast } from "../ui/toast.ts";
import { Canary } from "./Canary.tsx";
import { publishing } from "./models.ts";
import { ReplayDialog } from "./ReplayDialog.tsx";
import { trainingWords } from "./words.ts";

interface PublishingProps {
  model: ModelCard;
  models: readonly ModelCard[];
  onChange: (models: ModelCard[]) => void;
}

/** What can be done with a model that is not published: compare it, try it on a share, publish it or go back to it. */
export function Publishing({ model, models, onChange }: PublishingProps) {
  const words = trainingWords();
  const asking = useSignal<"publish" | "canary" | "replay" | undefined>(undefined);
  const { version } = model;
  const forced = model.heldBack.length > 0;
  const action = publishing(model, models);
  if (!action) return null;
  const ask = (what: "publish" | "canary" | "replay" | undefined) => () => {
    asking.value = what;
  };
  const publish = (how: PublishModel) =>
    attempt(async () => {
      onChange(
        await change<ModelCard[]>("POST", `models/${version}/publish`, { ...how, ...(forced && { force: true }) }),
      );
      toast(how.canary === undefined ? words.published(version) : words.onTrial(version));
    });
  const name = action === "rollBack" ? words.rollBack : forced ? words.publishAnyway : words.publish;
  return (
    <div class="actions">
      <Button icon="eye" onClick={ask("replay")}>
        {words.replay}
      </Button>
      {action === "publish" && <Button onClick={ask("canary")}>{words.publishShare}</Button>}
      <Button tone={action === "publish" && !forced ? "primary" : "plain"} onClick={ask("publish")}>
        {name}
      </Button>
      <Question
        asked={asking.value}
        version={version}
        action={name}
        forced={forced}
        onPublish={publish}
        onClose={ask(undefined)}
      />
    </div>
  );
}

interface QuestionProps {
  asked: "publish" | "canary" | "replay" | undefined;
  version: number;
  /** What publishing is called here. */
  action: string;
  /** The quality gate holds the model back. */
  forced: boolean;
  onPublish: (how: PublishModel) => unknown;
  onClose: () => void;
}

function Question({ asked, version, action, forced, onPublish, onClose }: QuestionProps) {
  const words = trainingWords();
  switch (asked) {
    case "publish":
      return (
        <Confirm
          title={words.publishTitle(version)}
          text={forced ? words.forceText : words.publishText}
          action={action}
          danger={forced}
          onClose={onClose}
          onConfirm={() => onPublish({})}
        />
      );
    case "canary":
      return <Canary version={version} onClose={onClose} onStart={(canary) => onPublish({ canary })} />;
    case "replay":
      return <ReplayDialog version={version} onClose={onClose} />;
    case undefined:
      return null;
  }
}

import type { ModelCard, Regression } from "@parley/protocol";
import { count, moment, percent, size } from "../language/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { Badge } from "../ui/parts.tsx";
import { IntentLink } from "./IntentLink.tsx";
import { ModelDetails } from "./ModelDetails.tsx";
import { Publishing } from "./Publishing.tsx";
import { trainingWords } from "./words.ts";

interface ModelProps {
  model: ModelCard;
  models: readonly ModelCard[];
  open: boolean;
  onChange: (models: ModelCard[]) => void;
}

const TONES = { published: "good", candidate: "accent", retired: "plain" } as const;

/** A trained model: how good it is, and putting it to work. */
export function Model({ model, models, open, onChange }: ModelProps) {
  const words = trainingWords();
  const { version, heldBack, status, canary } = model;
  const onTrial = canary !== undefined && status !== "published";
  return (
    <article class="card model" aria-label={words.version(version)}>
      <header>
        <div>
          <h3>
            {words.version(version)} <Badge tone={TONES[status]}>{words.status[status]}</Badge>
            {onTrial && <Badge tone="warn">{words.canary(percent(canary))}</Badge>}
          </h3>
          <p class="muted">
            {words.trained(moment(model.trainedAt), model.trainedBy)} · {words.facts(model.intents, model.examples)} ·{" "}
            {words.took(count(Math.round(model.seconds)), model.runtime, size(model.bytes))}
          </p>
          <Parts parts={model.parts} />
        </div>
        <Publishing model={model} models={models} onChange={onChange} />
      </header>
      <Accuracy model={model} />
      {heldBack.length > 0 && (
        <div class="banner warn">
          <Icon name="warning" />
          <div>
            <b>{words.heldBack}</b>
            <ul>
              {heldBack.map((regression) => (
                <HeldBack key={regression.intent} regression={regression} />
              ))}
            </ul>
          </div>
        </div>
      )}
      <ModelDetails model={model} open={open} />
    </article>
  );
}

/** What a model reads messages by; models of older engines do not say. */
function Parts({ parts }: Pick<ModelCard, "parts">) {
  const words = trainingWords();
  if (!parts) return null;
  return (
    <p class="muted">
      {words.parts}: {parts.map((part) => words.partNames[part]).join(words.and)}
      {!parts.includes("lstm") && ` · ${words.firstModel}`}
    </p>
  );
}

function HeldBack({ regression: { intent, total, before, after, lost } }: { regression: Regression }) {
  const words = trainingWords();
  return (
    <li>
      {intent ? <IntentLink id={intent} /> : words.allIntents}: {words.regression(total, before, after)}{" "}
      {words.noLonger} {lost.map((text) => `“${text}”`).join(" ")}
    </li>
  );
}

function Accuracy({ model: { accuracy, accuracyBefore } }: { model: ModelCard }) {
  const words = trainingWords();
  return (
    <p class="accuracy">
      <span class="muted">{words.beforeAfter}</span>
      {accuracyBefore !== undefined && (
        <>
          <span class="tabular">
            <span class="said">{words.before} </span>
            {percent(accuracyBefore, 1)}
          </span>
          <span aria-hidden="true">→</span>
        </>
      )}
      <b class="tabular">
        <span class="said">{words.after} </span>
        {percent(accuracy, 1)}
      </b>
      {accuracyBefore !== undefined && <Difference points={(accuracy - accuracyBefore) * 100} />}
    </p>
  );
}

function Difference({ points }: { points: number }) {
  const shown = Math.abs(points).toFixed(1);
  if (shown === "0.0") return <Badge>±0</Badge>;
  return <Badge tone={points > 0 ? "good" : "bad"}>{`${points > 0 ? "+" : "−"}${shown}`}</Badge>;
}

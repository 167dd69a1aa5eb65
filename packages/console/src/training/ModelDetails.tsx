import type { ExampleProblem, ModelCard } from "@parley/protocol";
import { type ComponentChildren, Fragment } from "preact";
import { languageName, percent } from "../language/format.ts";
import { Bar } from "../ui/parts.tsx";
import { IntentLink } from "./IntentLink.tsx";
import { weakest } from "./models.ts";
import { trainingWords } from "./words.ts";

const SHOWN = 12;

/** Where a model is weak: by language, by intent, by example. */
export function ModelDetails({ model, open }: { model: ModelCard; open: boolean }) {
  const words = trainingWords();
  const weak = weakest(model.perIntent);
  return (
    <details class="model-details" open={open}>
      <summary>{words.details}</summary>
      <div class="columns">
        <Part title={words.byLanguage}>
          <ul class="guesses">
            {Object.entries(model.accuracyByLanguage).map(([language, accuracy]) => (
              <Score key={language} name={languageName(language)} share={accuracy} text={percent(accuracy, 1)} />
            ))}
          </ul>
        </Part>
        <Part title={words.worst}>
          {weak.length === 0 && <p class="muted">{words.allRight}</p>}
          <ul class="guesses">
            {weak.map(({ intent, right, total }) => (
              <Score key={intent} intent={intent} share={right / total} text={`${right}/${total}`} />
            ))}
          </ul>
        </Part>
        <Part title={words.failures}>
          {model.failures.length === 0 && <p class="muted">{words.noFailures}</p>}
          <ul class="failures">
            {model.failures.slice(0, SHOWN).map(({ text, intent, got }, index) => (
              <li key={index}>
                <q>{text}</q>
                <small>
                  <IntentLink id={intent} /> · {words.takenFor} {got ? <IntentLink id={got} /> : words.none}
                </small>
              </li>
            ))}
            {model.failures.length > SHOWN && <li class="muted">+{model.failures.length - SHOWN}</li>}
          </ul>
        </Part>
        {model.problems.length > 0 && (
          <Part title={words.problems}>
            <ul class="problem-list">
              {model.problems.slice(0, SHOWN).map((problem, index) => (
                <Problem key={index} problem={problem} />
              ))}
              {model.problems.length > SHOWN && <li class="muted">+{model.problems.length - SHOWN}</li>}
            </ul>
            {model.problems.length > SHOWN && (
              <details class="as-table">
                <summary>{words.andMore(model.problems.length - SHOWN)}</summary>
                <ul class="problem-list">
                  {model.problems.slice(SHOWN).map((problem, index) => (
                    <Problem key={index} problem={problem} />
                  ))}
                </ul>
              </details>
            )}
          </Part>
        )}
      </div>
    </details>
  );
}

function Problem({ problem }: { problem: ExampleProblem }) {
  const say = trainingWords().problem[problem.kind] as (problem: ExampleProblem) => string;
  const intents = problem.kind === "contradiction" ? problem.intents : [problem.intent];
  return (
    <li>
      {say(problem)}{" "}
      {intents.map((intent, index) => (
        <Fragment key={intent}>
          {index > 0 && " · "}
          <IntentLink id={intent} />
        </Fragment>
      ))}
    </li>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h4>{title}</h4>
      {children}
    </section>
  );
}

function Score({ name, intent, share, text }: { name?: string; intent?: string; share: number; text: string }) {
  const tone = share >= 0.9 ? "good" : share >= 0.6 ? "warn" : "bad";
  return (
    <li>
      <span>{intent ? <IntentLink id={intent} /> : name}</span>
      <Bar share={share} tone={tone} />
      <span class="tabular">{text}</span>
    </li>
  );
}

import type { Survey, SurveyResults } from "@parley/protocol";
import { useState } from "preact/hooks";
import { base, read } from "../../api.ts";
import { count, percent } from "../../language/format.ts";
import { inLanguage } from "../../language/language.ts";
import { useLoader } from "../../live/load.ts";
import { addStyles } from "../../ui/add-styles.ts";
import { Fetched } from "../../ui/parts.tsx";
import { Select } from "../../ui/Select.tsx";
import { Ranking } from "../Ranking.tsx";
import { Tile } from "../Tile.tsx";
import { figureOf, givenOf, isScale, questionOf, type ResultsProps } from "./figures.ts";
import { Groups } from "./Groups.tsx";
import { answerTexts } from "./texts.ts";
import { Words } from "./Words.tsx";

addStyles("answers");

/** How customers answered what they were asked after the end; nothing where there is no survey. `asked`: of which time and inbox. */
export function Answers({ asked }: { asked: string }) {
  const loader = useLoader(() => read<Survey[]>("surveys"));
  return (
    <Fetched from={loader}>{(surveys) => surveys.length > 0 && <OfSurvey surveys={surveys} asked={asked} />}</Fetched>
  );
}

function OfSurvey({ surveys, asked }: { surveys: readonly Survey[]; asked: string }) {
  const texts = answerTexts();
  const [chosen, choose] = useState("");
  const survey = surveys.find(({ id }) => id === chosen) ?? surveys.find(({ enabled }) => enabled) ?? surveys[0];
  const path = `surveys/${survey?.id}`;
  const loader = useLoader(() => read<SurveyResults>(`${path}/results${asked}`), path, asked);
  const options = surveys.map(({ id, name, enabled }) => ({ value: id, label: enabled ? name : texts.off(name) }));
  return (
    <section class="stack" aria-label={texts.title}>
      <div class="row-field">
        <h2>{texts.title}</h2>
        <div class="actions">
          <Select<string> bare label={texts.survey} value={survey?.id ?? ""} options={options} onChange={choose} />
          <a class="button plain" href={`${base}/api/${path}/export${asked}`} download>
            {texts.table}
          </a>
        </div>
      </div>
      <Fetched from={loader}>{(results) => survey && <Results survey={survey} results={results} />}</Fetched>
    </section>
  );
}

function Results({ survey, results }: ResultsProps) {
  const texts = answerTexts();
  if (results.asked === 0) return <p class="muted">{texts.none}</p>;
  return (
    <>
      {results.partial && <p class="hint">{texts.partial}</p>}
      <Numbers survey={survey} results={results} />
      {results.answered === 0 ? (
        <p class="muted">{texts.noAnswers}</p>
      ) : (
        <>
          <Given survey={survey} results={results} />
          <Groups survey={survey} results={results} />
          {results.words.length > 0 && <Words survey={survey} words={results.words} />}
        </>
      )}
    </>
  );
}

function Numbers({ survey, results: { asked, answered, questions } }: ResultsProps) {
  const texts = answerTexts();
  return (
    <dl class="tiles">
      <Tile name={texts.asked} value={count(asked)} />
      <Tile name={texts.answered} value={count(answered)}>
        {texts.ofAsked(percent(answered / asked))}
      </Tile>
      {questions.map((standing) => {
        const { question, kind, content } = standing;
        const figure = figureOf(standing);
        const text = questionOf(survey, question)?.text;
        if (!isScale(kind)) return null;
        return (
          <Tile key={question} name={texts.kinds[kind]} value={figure ?? texts.nothing}>
            {text && inLanguage(text)} · {texts.answers(count(standing.count))}
            {content !== undefined && ` · ${texts.content(percent(content))}`}
          </Tile>
        );
      })}
    </dl>
  );
}

/** How often each answer was given, of each question that is not answered with words. */
function Given({ survey, results }: ResultsProps) {
  return (
    <div class="columns">
      {results.questions.map((standing) => {
        const question = questionOf(survey, standing.question);
        if (!question || question.kind === "text") return null;
        const named = (key: string) => question.options?.find(({ id }) => id === key)?.text;
        return (
          <Ranking
            key={question.id}
            title={inLanguage(question.text)}
            entries={standing.count ? givenOf(question, standing) : []}
            label={({ key }) => {
              const text = named(key);
              return text ? inLanguage(text) : key;
            }}
          />
        );
      })}
    </div>
  );
}

import type { SurveyStanding } from "@parley/protocol";
import { useDesk } from "../../desk/use-desk.ts";
import { count } from "../../language/format.ts";
import { inLanguage } from "../../language/language.ts";
import { Table } from "../../ui/Table.tsx";
import { figureOf, isScale, questionOf, type ResultsProps } from "./figures.ts";
import { answerTexts } from "./texts.ts";

/** How each inbox and agent was answered, of each question that is answered with a number. */
export function Groups({ survey, results: { questions, inboxes, agents } }: ResultsProps) {
  const texts = answerTexts();
  const sites = useDesk().inbox.sites.value;
  const scales = questions.filter(({ kind }) => isScale(kind));
  if (scales.length === 0) return null;
  const rows = [
    ...inboxes.map(({ id, ...of }) => ({
      kind: texts.inbox,
      id,
      name: sites.find((one) => one.id === id)?.name ?? id,
      ...of,
    })),
    ...agents.map((agent) => ({ kind: texts.agent, ...agent })),
  ];
  const heads = scales.map(({ question }) =>
    inLanguage(questionOf(survey, question)?.text ?? { en: question, "zh-CN": "" }),
  );
  return (
    <section class="card">
      <h2>{texts.by}</h2>
      <Table label={texts.by} heads={[texts.of, ...heads]} words={1}>
        {rows.map(({ kind, id, name, questions: standings }) => (
          <tr key={`${kind} ${id}`}>
            <td>
              {kind} <bdi>{name}</bdi>
            </td>
            {scales.map(({ question }) => (
              <td key={question} class="number">
                <Figure standing={standings.find((one) => one.question === question)} />
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Figure({ standing }: { standing: SurveyStanding | undefined }) {
  const figure = standing && figureOf(standing);
  if (figure === undefined) return <>{answerTexts().nothing}</>;
  return (
    <>
      {figure} ({count(standing?.count ?? 0)})
    </>
  );
}

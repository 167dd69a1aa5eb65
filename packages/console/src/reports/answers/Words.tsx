import type { Survey, SurveyResults } from "@parley/protocol";
import { moment } from "../../language/format.ts";
import { inLanguage } from "../../language/language.ts";
import { href } from "../../route.ts";
import { questionOf } from "./figures.ts";
import { answerTexts } from "./texts.ts";

interface WordsProps {
  survey: Survey;
  words: SurveyResults["words"];
}

/** What customers wrote, the last first. */
export function Words({ survey, words }: WordsProps) {
  const texts = answerTexts();
  return (
    <section class="card">
      <h2>{texts.words}</h2>
      <ul class="answer-words">
        {words.map(({ at, conversationId, question, text }) => {
          const asked = questionOf(survey, question)?.text;
          return (
            <li key={`${conversationId} ${at} ${question}`}>
              <small class="muted">
                {moment(at)} {asked && inLanguage(asked)} <a href={href("inbox", conversationId)}>{texts.open}</a>
              </small>
              <p dir="auto">{text}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

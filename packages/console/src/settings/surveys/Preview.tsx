import type { Survey, SurveyQuestion } from "@parley/protocol";
import { useState } from "preact/hooks";
import { inLanguage, language } from "../../language/language.ts";
import { optionsOf, Segments } from "../../ui/Select.tsx";
import { NUMBERS } from "./made.ts";
import { surveyTexts } from "./texts.ts";

type Tongue = "zh-CN" | "en";
const TONGUES = ["zh-CN", "en"] as const satisfies readonly Tongue[];

/** What the page says by itself, in the customer's language, which need not be the console's. */
const PAGE = {
  en: {
    title: "How was it?",
    send: "Send",
    ends: { score: "1: bad, 5: very good", nps: "0: not at all, 10: very likely", ces: "1: very hard, 7: very easy" },
  },
  "zh-CN": {
    title: "服务评价",
    send: "提交",
    ends: { score: "1 分很差，5 分很好", nps: "0 分完全不会，10 分非常愿意", ces: "1 分很困难，7 分很轻松" },
  },
};

/** What customers get: the words with the link, and the page behind it. */
export function Preview({ survey }: { survey: Survey }) {
  const texts = surveyTexts();
  const [tongue, setTongue] = useState<Tongue>(language.value);
  const said = (text: SurveyQuestion["text"]) => inLanguage(text, tongue);
  const { title, send, ends } = PAGE[tongue];
  return (
    <aside class="settings-preview survey-preview" aria-label={texts.preview}>
      <div class="row-field">
        <h2>{texts.preview}</h2>
        <Segments<Tongue>
          label={texts.language}
          value={tongue}
          options={optionsOf(TONGUES, texts.languageNames)}
          onChange={setTongue}
        />
      </div>
      <div lang={tongue}>
        <p class="survey-said">{said(survey.invitation)}</p>
        <div class="card stack">
          <p class="survey-title">{title}</p>
          {survey.questions.map((question) => (
            <div key={question.id}>
              <p>
                <b>{said(question.text)}</b>
              </p>
              <Answers question={question} said={said} ends={ends} />
            </div>
          ))}
          <p>
            <span class="survey-send">{send}</span>
          </p>
        </div>
      </div>
    </aside>
  );
}

interface AnswersProps {
  question: SurveyQuestion;
  said: (text: SurveyQuestion["text"]) => string;
  ends: Partial<Record<SurveyQuestion["kind"], string>>;
}

function Answers({ question: { kind, options = [] }, said, ends }: AnswersProps) {
  const [least, most] = NUMBERS[kind] ?? [];
  if (least === undefined || most === undefined) {
    if (kind === "text") return <p class="survey-words" />;
    return (
      <ul class="survey-answers">
        {options.map(({ id, text }) => (
          <li key={id}>{said(text)}</li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <ul class="survey-answers">
        {Array.from({ length: most - least + 1 }, (_, at) => (
          <li key={at}>{least + at}</li>
        ))}
      </ul>
      <p class="hint">{ends[kind]}</p>
    </>
  );
}

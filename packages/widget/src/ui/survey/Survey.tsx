import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatMessage } from "../../client/messages.ts";
import { SURVEY_TEXTS } from "../../texts/survey/survey-texts.ts";
import { markdown } from "../markdown.ts";
import { useRichTexts } from "../rich/use-rich-texts.ts";
import { askingStyles } from "../styles/asking.ts";
import { richStyles } from "../styles/cards.ts";
import { surveyStyles } from "../styles/survey.ts";
import type { Ui } from "../ui.ts";
import { type Asked, linkIn, reach } from "./asked.ts";
import { Question } from "./Question.tsx";

interface SurveyProps {
  ui: Ui;
  message: ChatMessage;
}

/** What is asked after a conversation, answered once where it stands. Where it cannot be reached there is the link. */
export function Survey({ ui, message }: SurveyProps): VNode {
  const { link = "", words = "" } = linkIn(message) ?? {};
  const [asked, setAsked] = useState<Asked>();
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => ui.addStyles(richStyles + askingStyles + surveyStyles), []);
  useEffect(() => {
    if (link) reach(link).then(setAsked, () => {});
  }, [link]);
  const done = (answered: Asked) => {
    setAsked(answered);
    // What had the focus is gone with the form.
    element.current?.focus();
  };
  if (!asked) return bubble(message.text);
  return (
    <div class="asking form survey" ref={element} tabIndex={-1}>
      <b dir="auto">{words}</b>
      {asked.answered ? (
        <p role="status">{SURVEY_TEXTS[ui.texts.spoken].thanks}</p>
      ) : (
        <Questions ui={ui} id={message.id} link={link} title={words} asked={asked} onAnswered={done} />
      )}
    </div>
  );
}

const bubble = (text: string) => (
  <div class="bubble" dir="auto">
    {markdown(text)}
  </div>
);

interface QuestionsProps {
  ui: Ui;
  id: string;
  link: string;
  title: string;
  asked: Asked;
  onAnswered: (asked: Asked) => void;
}

function Questions({ ui, id, link, title, asked, onAnswered }: QuestionsProps): VNode {
  const texts = SURVEY_TEXTS[ui.texts.spoken];
  const words = useRichTexts(ui);
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<"missing" | "failed">();
  const isBusy = useRef(false);
  const send = async () => {
    if (isBusy.current) return;
    const answers = Object.fromEntries(Object.entries(said).filter(([, answer]) => answer.trim()));
    if (!Object.keys(answers)[0]) return setProblem("missing");
    isBusy.current = true;
    setProblem(undefined);
    try {
      onAnswered(await reach(link, answers));
    } catch {
      setProblem("failed");
    }
    isBusy.current = false;
  };
  return (
    <form
      aria-label={title}
      class="questions"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {asked.questions.map((question) => (
        <Question
          key={question.id}
          question={question}
          within={id}
          ends={question.kind in texts ? texts[question.kind as keyof typeof texts] : undefined}
          value={said[question.id] ?? ""}
          onChange={(value) => setSaid((before) => ({ ...before, [question.id]: value }))}
        />
      ))}
      <div role="alert">{problem && <span class="problem">{words?.asking[problem]}</span>}</div>
      <button class="primary">{words?.submit}</button>
    </form>
  );
}

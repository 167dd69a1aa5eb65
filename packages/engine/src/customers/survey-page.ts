import { type AskedSurvey, ChatError, type SurveyQuestion } from "@parley/protocol";
import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import { sourceOf } from "../transport/limits.ts";
import { asked, failedPage, languageOf, type PageLanguage, plain, sendPage } from "./page.ts";
import type { CustomerParts } from "./task-page.ts";

const WORDS = {
  en: {
    title: "How was it?",
    send: "Send",
    thanks: "Thank you",
    thanksText: "Your answers have been sent.",
    wrong: "Please answer at least one question.",
    nothing: "There is nothing to be answered here.",
    nothingText: "The link may be old.",
    ends: { score: "1: bad, 5: very good", nps: "0: not at all, 10: very likely", ces: "1: very hard, 7: very easy" },
  },
  "zh-CN": {
    title: "服务评价",
    send: "提交",
    thanks: "感谢您的评价",
    thanksText: "您的回答已提交。",
    wrong: "请至少回答一个问题。",
    nothing: "此页面无法打开",
    nothingText: "链接可能已失效。",
    ends: { score: "1 分很差，5 分很好", nps: "0 分完全不会，10 分非常愿意", ces: "1 分很困难，7 分很轻松" },
  },
} as const;

const NUMBERS = { score: [1, 5], nps: [0, 10], ces: [1, 7] } as const;
/** Ten answers in words that are as long as can be, encoded as forms are, and some more. */
const BODY = 256 * 1024;

/** Serves what somebody is asked after a conversation, at `/s/<token>` (SPEC U3). It works without scripts. */
export function serveSurveyPage(app: Express, { dialog, limits }: CustomerParts): void {
  const slowed: RequestHandler<{ token: string }> = (request, response, next) => {
    // Whoever has the link may answer, from whatever page the chat is in; no cookie says more. That it was too often is for them to read as well.
    if (isForChat(request)) response.set({ "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store" });
    limits.take("customerPage", sourceOf(request.ip));
    next();
  };
  app.get("/s/:token", slowed, async (request, response) => {
    const survey = await found(dialog.surveyOf({ token: request.params.token }));
    if (isForChat(request)) return sendToChat(response, survey);
    sendPage(response, survey ? pageOf(survey) : nothing(request));
  });

  // Who comes too often is not even read.
  app.post("/s/:token", slowed, express.urlencoded({ extended: false, limit: BODY }), async (request, response) => {
    const { token } = request.params;
    const survey = await found(dialog.surveyOf({ token }));
    if (!survey) return isForChat(request) ? sendToChat(response) : sendPage(response, nothing(request));
    const taken = await dialog.answerSurvey({ token, answers: answersIn(request.body, survey) }).then(
      () => true,
      (cause: unknown) => {
        if (ChatError.from(cause).code !== "invalid") throw cause;
        return false;
      },
    );
    if (isForChat(request)) return sendToChat(response, { ...survey, answered: true }, taken ? 200 : 400);
    sendPage(response, taken ? thanks(languageOf(survey.locale)) : { ...pageOf(survey, true), status: 400 });
  });
  app.use("/s", failedPage);
}

/** The chat's own panel asks for it as data, and shows it itself. */
const isForChat = ({ query }: Pick<Request, "query">) => query["as"] === "json";

/** What is asked in the words in which it is asked, with all that can be answered; answers are not told. */
function sendToChat(response: Response, survey?: AskedSurvey, status = 200): void {
  if (!survey) return void response.status(404).json({});
  const { questions, locale, answered } = survey;
  const language = languageOf(locale);
  const asked = questions.map(({ id, kind, text, options = [] }) => {
    const chosen = options.map((one) => ({ value: one.id, label: inWords(one.text, language) }));
    const numbers = kind === "choice" || kind === "text" ? [] : numbersOf(kind);
    return { id, kind, text: inWords(text, language), options: [...numbers.map(asOption), ...chosen] };
  });
  response.status(status).json({ questions: answered ? [] : asked, answered });
}

const asOption = (value: string) => ({ value, label: value });
const inWords = (named: SurveyQuestion["text"], language: PageLanguage) =>
  named[language] || named.en || named["zh-CN"];

function numbersOf(kind: keyof typeof NUMBERS): string[] {
  const [least, most] = NUMBERS[kind];
  return Array.from({ length: most - least + 1 }, (_, at) => String(least + at));
}

async function found(reading: Promise<AskedSurvey>): Promise<AskedSurvey | undefined> {
  return await reading.catch((cause: unknown) => {
    if (ChatError.from(cause).code === "notFound") return undefined;
    throw cause;
  });
}

/** What a form sent, of the questions that there are. */
function answersIn(body: unknown, { questions }: AskedSurvey): Record<string, string> {
  const sent = new Map(Object.entries((body ?? {}) as Record<string, unknown>));
  return Object.fromEntries(
    questions.flatMap(({ id }): [string, string][] => {
      const answer = sent.get(id);
      return typeof answer === "string" && answer.trim() !== "" ? [[id, answer.trim()]] : [];
    }),
  );
}

const thanks = (language: PageLanguage) => {
  const { thanks: title, thanksText } = WORDS[language];
  return { language, title, body: `<p role="status">${thanksText}</p>` };
};

function nothing(request: Request) {
  const language = asked(request);
  return { language, title: WORDS[language].nothing, body: `<p>${WORDS[language].nothingText}</p>`, status: 404 };
}

function pageOf({ questions, locale, answered }: AskedSurvey, isWrong = false) {
  const language = languageOf(locale);
  if (answered) return thanks(language);
  const { title, send, wrong } = WORDS[language];
  const fields = questions.map((question) => fieldOf(question, language)).join("");
  const problem = isWrong ? `<p role="alert">${wrong}</p>` : "";
  return { language, title, body: `${problem}<form method="post">${fields}<button>${send}</button></form>` };
}

function fieldOf({ id, kind, text, options = [] }: SurveyQuestion, language: PageLanguage): string {
  const words = (named: SurveyQuestion["text"]) => plain(inWords(named, language));
  if (kind === "text")
    return `<fieldset><legend><label for="${id}">${words(text)}</label></legend><textarea id="${id}" name="${id}" rows="3" maxlength="2000"></textarea></fieldset>`;
  const radio = (value: string, label: string) =>
    `<label><input type="radio" name="${id}" value="${value}"> ${label}</label>`;
  if (kind === "choice")
    return `<fieldset><legend>${words(text)}</legend>${options.map((one) => radio(one.id, words(one.text))).join("")}</fieldset>`;
  const numbers = numbersOf(kind);
  const ends = `<p>${WORDS[language].ends[kind]}</p>`;
  return `<fieldset><legend>${words(text)}</legend>${numbers.map((one) => radio(one, one)).join("")}${ends}</fieldset>`;
}

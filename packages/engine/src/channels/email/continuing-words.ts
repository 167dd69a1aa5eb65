import { nearestLanguage } from "@parley/protocol";

export interface ContinuingWords {
  subject: (name: string) => string;
  answer: string;
  answerOrChat: string;
  stop: string;
}

const en: ContinuingWords = {
  subject: (name) => `${name}: an answer to your chat`,
  answer: "Answer this mail to go on with the chat.",
  answerOrChat: "Answer this mail, or go on with the chat here:",
  stop: "Get no more of these mails:",
};

const WORDS: Readonly<Record<string, ContinuingWords>> = {
  en,
  "zh-CN": {
    subject: (name) => `${name}：您的会话有新回复`,
    answer: "直接回复此邮件即可继续会话。",
    answerOrChat: "直接回复此邮件，或点此继续会话：",
    stop: "不再接收此类邮件：",
  },
  "zh-Hant": {
    subject: (name) => `${name}：您的對話有新回覆`,
    answer: "直接回覆此郵件即可繼續對話。",
    answerOrChat: "直接回覆此郵件，或由此繼續對話：",
    stop: "不再接收此類郵件：",
  },
  ja: {
    subject: (name) => `${name}：チャットに返信があります`,
    answer: "このメールに返信すると、チャットを続けられます。",
    answerOrChat: "このメールに返信するか、こちらでチャットを続けてください：",
    stop: "今後このメールを受け取らない：",
  },
  ko: {
    subject: (name) => `${name}: 채팅에 답변이 있습니다`,
    answer: "이 메일에 답장하면 채팅을 이어갈 수 있습니다.",
    answerOrChat: "이 메일에 답장하거나 여기에서 채팅을 이어가세요:",
    stop: "이 메일을 더 이상 받지 않기:",
  },
  es: {
    subject: (name) => `${name}: una respuesta a su chat`,
    answer: "Responda a este correo para continuar el chat.",
    answerOrChat: "Responda a este correo o continúe el chat aquí:",
    stop: "No recibir más de estos correos:",
  },
  fr: {
    subject: (name) => `${name} : une réponse à votre discussion`,
    answer: "Répondez à cet e-mail pour continuer la discussion.",
    answerOrChat: "Répondez à cet e-mail, ou continuez la discussion ici :",
    stop: "Ne plus recevoir ces e-mails :",
  },
  ar: {
    subject: (name) => `${name}: رد على محادثتك`,
    answer: "أجب على هذه الرسالة لمتابعة المحادثة.",
    answerOrChat: "أجب على هذه الرسالة، أو تابع المحادثة هنا:",
    stop: "عدم تلقي المزيد من هذه الرسائل:",
  },
};

/** What stands around what was said, in the visitor's language. */
export const continuingWords = (locale: string): ContinuingWords =>
  WORDS[nearestLanguage(locale, Object.keys(WORDS))] ?? en;

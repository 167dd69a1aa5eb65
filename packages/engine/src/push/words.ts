import { type Conversation, type MessageEvent, nearestLanguage } from "@parley/protocol";

/** What is said to who is away: that there is an answer, and what to do. */
const WORDS: Readonly<Record<string, readonly [title: string, body: string]>> = {
  en: ["You have a new answer", "Open the chat to read it."],
  "zh-CN": ["您有新的回复", "打开会话即可查看。"],
  "zh-Hant": ["您有新的回覆", "開啟對話即可查看。"],
  ja: ["新しい返信があります", "チャットを開いてご確認ください。"],
  ko: ["새 답변이 있습니다", "채팅을 열어 확인해 주세요."],
  es: ["Tiene una respuesta nueva", "Abra el chat para leerla."],
  fr: ["Vous avez une nouvelle réponse", "Ouvrez la discussion pour la lire."],
  ar: ["لديك رد جديد", "افتح المحادثة لقراءته."],
};
const USUAL = ["You have a new answer", "Open the chat to read it."] as const;
/** Characters of what was said that are shown. */
const MOST = 120;

/** What a device shows of an answer: nothing of what was said, unless the inbox wants its first words shown. */
export function noticeWords(
  { locale }: Pick<Conversation, "locale">,
  { author, content }: Pick<MessageEvent, "author" | "content">,
  shows: "none" | "words",
): { title: string; body: string } {
  const [title, body] = WORDS[nearestLanguage(locale, Object.keys(WORDS))] ?? USUAL;
  if (shows === "none") return { title, body };
  return { title: author.kind === "agent" ? author.name : title, body: cut(content.text) || body };
}

/** Cut between characters as people see them, not within one. */
function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const parts = [...new Intl.Segmenter().segment(line)];
  if (parts.length <= MOST) return line;
  return `${parts
    .slice(0, MOST - 1)
    .map(({ segment }) => segment)
    .join("")}…`;
}

import type { Locale } from "@parley/protocol";
import { localeOfTag } from "../reading.ts";

/** What a column holds. */
export type Role =
  | "kind"
  | "id"
  | "number"
  | "language"
  | "title"
  | "text"
  | "body"
  | "question"
  | "example"
  | "similar"
  | "answer"
  | "intent"
  | "category"
  | "shortcut"
  | "article"
  | "action"
  | "tone"
  | "choices"
  | "inboxes";

export interface Column {
  role: Role;
  /** The language that the column's name gives it. */
  language?: Locale | undefined;
  place: number;
}

/** Names of columns, in both languages, without blanks, marks and numbers. */
const NAMES: Record<Role, string> = {
  kind: "kind",
  id: "id 编号 編號 标识",
  number: "no number num index row qnaid 序号 序號 行号 编码 id号",
  language: "language lang locale culture 语言 語言 语种 語種",
  title: "title headline subject articletitle intenttitle 标题 標題 文章标题 意图标题 主题 主題",
  text: "text",
  body: "body content articlebody html markdown article_body 正文 内容 內容 文章内容 文章正文 详情 詳情",
  question:
    "question questions q query faq ask standardquestion mainquestion primaryquestion userquestion 问题 問題 标准问 標準問 标准问题 標準問題 标准问法 主问题 问 問 问句 提问 用户问题 常见问题 客户问题 问题标题 问题名称 知识标题",
  example:
    "example examples utterance utterances sample samples phrase phrases sentence trainingphrase trainingphrases userinput input message 例句 例子 示例 语料 語料 话术 用户说法 说法 問法 问法 样例 训练语料 用户问法 句子 用户输入 文本",
  similar:
    "similar similarquestion similarquestions alternative alternatives alternativequestion alternativequestions alternatequestion alternatequestions variant variants variation variations synonym synonyms paraphrase paraphrases otherquestion otherquestions otherphrasings altquestion altquestions 相似问 相似問 相似问题 相似問題 相似问法 相似问句 相似说法 扩展问 擴展問 扩展问题 扩展问法 同义问 同义问法 近似问 其他问法 更多问法 变体",
  answer:
    "answer answers a response responses reply replies solution botresponse botanswer standardanswer 答案 回答 回复 回覆 答复 答覆 应答 應答 答 标准答案 回复内容 回答内容 答案内容 机器人回答 机器人回复 解答 解决方案 知识答案",
  intent: "intent intents intentname intentid label class tag 意图 意圖 意图名称 意图名 意图编号 标签 標籤 类标签",
  category:
    "category categories topic section group folder 分类 分類 类别 類別 类目 目录 知识分类 问题分类 所属分类 一级分类 二级分类",
  shortcut: "shortcut shortcode short_code cannedresponse macro 快捷词 快捷詞 快捷码 快捷短语 快捷键 快捷回复 短语名称",
  article: "article articleid 文章 关联文章",
  action: "action 动作 動作",
  tone: "tone 语气 語氣",
  choices: "choices options buttons 选项 選項",
  inboxes: "inboxes 收件箱",
};
const ROLES = new Map(
  Object.entries(NAMES).flatMap(([role, names]) =>
    names.split(" ").map((name) => [name.replace(/_/g, ""), role as Role]),
  ),
);

/** The columns that a first row names; nothing where it names none, so that it is a row like the others. */
export function columnsOf(header: readonly string[]): Column[] {
  return header.flatMap((name, place) => {
    const column = columnOf(name);
    return column ? [{ ...column, place }] : [];
  });
}

function columnOf(name: string): Omit<Column, "place"> | undefined {
  const plain = name.normalize("NFKC").toLowerCase().trim();
  const direct = ROLES.get(bare(plain));
  if (direct) return { role: direct };
  // "answer_en", "Answer (Chinese)", "英文答案"
  const [tag] = LANGUAGE.exec(plain) ?? [];
  const role = tag && ROLES.get(bare(plain.replace(LANGUAGE, "")));
  return role ? { role, language: localeOfTag(tag.replace(/[^\p{L}-]/gu, "")) } : undefined;
}

const LANGUAGE =
  /(?:(?<![a-z])(?:english|chinese|zh[-_]?(?:cn|hans|tw|hant)?|en[-_]?(?:us|gb)?|cn)(?![a-z])|(?:英文|英语|中文|汉语|简体中文|繁体中文)版?)/u;
const bare = (name: string): string => name.replace(/[^\p{L}]/gu, "");

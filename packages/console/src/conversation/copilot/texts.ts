import { bilingual } from "../../language/language.ts";

/** They come with what shows them. */
export const copilotTexts = bilingual({
  en: {
    suggestions: "Suggested answers",
    kinds: { answer: "Answer", article: "Article", canned: "Canned reply", people: "Said before" },
    people: (count: number) => `to ${count} people`,
    canned: "Canned replies",
    noCanned: "No canned reply fits.",
    articles: "Insert from an article",
    findArticle: "Find an article",
    noArticle: "No article fits.",
    passage: "Insert the passage",
    whole: "Whole article",
  },
  "zh-CN": {
    suggestions: "建议回复",
    kinds: { answer: "标准答案", article: "文章", canned: "快捷回复", people: "同事答过" },
    people: (count: number) => `已答 ${count} 人`,
    canned: "快捷回复",
    noCanned: "没有匹配的快捷回复。",
    articles: "插入文章内容",
    findArticle: "查找文章",
    noArticle: "没有匹配的文章。",
    passage: "插入这一段",
    whole: "插入全文",
  },
});

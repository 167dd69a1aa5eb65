import type { FieldChange, ImportChange, ImportResult, Locale } from "@parley/protocol";

/** What `parley import` says. */
export interface ImportWords {
  kinds: Record<ImportChange["kind"], string>;
  tally: (kind: string, count: ImportResult["intents"]) => string;
  added: (count: number) => string;
  lost: (count: number) => string;
  fields: Record<FieldChange["field"], string>;
  languages: Record<Locale, string>;
  nothing: string;
  more: (count: number) => string;
  problems: (count: number) => string;
  line: (line: number) => string;
  preview: string;
  withoutAnswer: (count: number) => string;
  missing: (file: string, reason: string) => string;
  both: string;
}

export const IMPORT_WORDS: Record<Locale, ImportWords> = {
  en: {
    kinds: { intents: "Intents", articles: "Articles", cannedReplies: "Canned replies" },
    tally: (kind, count) =>
      `${kind}: ${count.new} new, ${count.changed} changed, ${count.unchanged} unchanged, ${count.removed} removed`,
    added: (count) => `+${count} example${count === 1 ? "" : "s"}`,
    lost: (count) => `-${count} example${count === 1 ? "" : "s"}`,
    fields: {
      title: "title",
      answer: "answer",
      body: "text",
      text: "text",
      article: "article",
      action: "action",
      tone: "tone",
      choices: "choices",
      inboxes: "inboxes",
      folder: "folder",
    },
    languages: { en: "English", "zh-CN": "Chinese" },
    nothing: "nothing",
    more: (count) => `... and ${count} more`,
    problems: (count) => (count === 1 ? "1 problem:" : `${count} problems:`),
    line: (line) => `line ${line}`,
    preview: "This was a preview: nothing was changed.",
    withoutAnswer: (count) =>
      `${count} new intent${count === 1 ? " has" : "s have"} no answer yet: write one in the console, or in the file.`,
    missing: (file, reason) => `${file} cannot be read: ${reason}.`,
    both: "Choose one of --replace and --replace-all.",
  },
  "zh-CN": {
    kinds: { intents: "意图", articles: "文章", cannedReplies: "快捷回复" },
    tally: (kind, count) =>
      `${kind}：新增 ${count.new}，修改 ${count.changed}，不变 ${count.unchanged}，删除 ${count.removed}`,
    added: (count) => `增加 ${count} 条例句`,
    lost: (count) => `减少 ${count} 条例句`,
    fields: {
      title: "标题",
      answer: "回答",
      body: "正文",
      text: "内容",
      article: "文章",
      action: "动作",
      tone: "语气",
      choices: "选项",
      inboxes: "收件箱",
      folder: "文件夹",
    },
    languages: { en: "英文", "zh-CN": "中文" },
    nothing: "无",
    more: (count) => `……另有 ${count} 条`,
    problems: (count) => `${count} 个问题：`,
    line: (line) => `第 ${line} 行`,
    preview: "以上为预览，未做任何更改。",
    withoutAnswer: (count) => `${count} 个新意图还没有回答：请在控制台或文件中补充。`,
    missing: (file, reason) => `无法读取 ${file}：${reason}。`,
    both: "--replace 与 --replace-all 只能选择一个。",
  },
};

/** The language that was asked for, or the terminal's. */
export function terminalLocale(asked: string | undefined, env: NodeJS.ProcessEnv): Locale {
  const language = asked || env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^zh/i.test(language) ? "zh-CN" : "en";
}

/** Lines that say what an import did or would do: problems apart, since they go to the other stream. */
export function reportOf(result: ImportResult, words: ImportWords): { lines: string[]; problems: string[] } {
  const { changes, problems, problemCount, withoutAnswer } = result;
  const kinds = ["intents", "articles", "cannedReplies"] as const;
  const moving = changes.filter(({ change }) => change !== "unchanged");
  const all = kinds.reduce((sum, kind) => sum + result[kind].new + result[kind].changed + result[kind].removed, 0);
  return {
    lines: [
      ...result.files.map(({ name, format, encoding }) => `${name}: ${[format, encoding].filter(Boolean).join(", ")}`),
      ...moving.map((change) => changeLine(change, words)),
      ...(all > moving.length ? [words.more(all - moving.length)] : []),
      ...kinds.map((kind) => words.tally(words.kinds[kind], result[kind])),
      ...(withoutAnswer > 0 ? [words.withoutAnswer(withoutAnswer)] : []),
      ...(result.applied ? [] : [words.preview]),
    ],
    problems: [
      ...(problemCount > 0 ? [words.problems(problemCount)] : []),
      ...problems.map(({ file, line, name, text }) =>
        [`  ${[file, line && words.line(line)].filter(Boolean).join(", ")}`, name, text].filter(Boolean).join(": "),
      ),
      ...(problemCount > problems.length ? [words.more(problemCount - problems.length)] : []),
    ],
  };
}

const SIGNS = { new: "+", changed: "~", removed: "-", unchanged: "=" };

function changeLine({ id, title, change, added, lost, fields }: ImportChange, words: ImportWords): string {
  const name = title === id ? id : `${title} (${id})`;
  const said = (text: string) =>
    text === "" ? words.nothing : JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
  const what = [
    added && words.added(added.count),
    lost && words.lost(lost.count),
    ...(change === "changed" ? fields : []).map(({ field, language, from, to }) => {
      const of = language ? ` (${(words.languages as Record<string, string>)[language] ?? language})` : "";
      return `${words.fields[field]}${of}: ${said(from)} → ${said(to)}`;
    }),
  ];
  return `  ${SIGNS[change]} ${[name, what.filter(Boolean).join("; ")].filter(Boolean).join(": ")}`;
}

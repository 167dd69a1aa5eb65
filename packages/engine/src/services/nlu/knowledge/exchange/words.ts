import { IMPORT_LIMITS, type ImportProblem, type Locale } from "@parley/protocol";
import type { Problem, ProblemCode } from "./problem.ts";

type Sentence = (detail: string) => string;

const EN: Record<ProblemCode, Sentence> = {
  empty: () => "The file is empty.",
  encoding: () => "It is not clear which encoding this text has. Save it as UTF-8 and import it again.",
  damagedBytes: (encoding) =>
    `The file says ${encoding}, but here is something that is not. Save it as UTF-8 and import it again.`,
  damagedText: () => "Some characters were lost before this file was saved (�). Write them again; this was left out.",
  binary: () => "This is not a text. Bring a table, a help page, or an export of another chat bot.",
  oldOffice: () => "This is an Excel file of the old kind. Save it as .xlsx or as CSV and import it again.",
  document: () =>
    "Documents like this one cannot be read. Save it as a web page (HTML), Markdown or plain text and import it again.",
  unknownFormat: () =>
    "The format of this file is not known. A table with the columns question and answer is always read.",
  tooLarge: (megabytes) => `The file is larger than ${megabytes} MB. Split it into several.`,
  tooLong: () => "Reading took too long or too much memory. Split the file into several.",
  tooDeep: (levels) =>
    `Lists stand within lists more than ${levels} times. Nothing that people write does; check the file.`,
  tooManyEntries: (most) =>
    `There are more than ${most} rows or entries. Split the file; what comes from here on was left out.`,
  tooManyFiles: (most) => `There are more than ${most} files in this archive. Pack fewer of them.`,
  brokenArchive: () => "The archive is damaged or incomplete. Make it again.",
  lockedArchive: () => "The archive needs a password. Make one without.",
  brokenWorkbook: () => "The workbook cannot be read. Open it in a spreadsheet, save it as .xlsx and import it again.",
  brokenJson: () => "This is not complete JSON. Export the file again, or mend it here.",
  brokenYaml: () => "This line is not YAML. Put its words in quotes, or check the blanks at its beginning.",
  brokenTable: () => "A quotation mark is opened and not closed. All of them were read as letters; check this row.",
  columns: (seen) =>
    `No columns that are known here: ${seen}. Name them in the first row, for instance question and answer, or text and intent.`,
  noEntries: () => "There is nothing in it that could be taken over.",
  alias: () => "A reference (*name) is not read. Write the words out.",
  section: () => "This section is not known. There are intents, articles and cannedReplies.",
  notAList: () => "This must be a list: lines that begin with “- ”.",
  field: (name) => `The field “${name}” is not known and was not read. Is it misspelt?`,
  kind: (value) => `The column kind must be intent, example, article or reply, not “${value}”. The row was left out.`,
  language: (value) => `The language must be a tag such as en, zh-CN or fr, not “${value}”. The row was left out.`,
  noName: () => "There is neither a name nor a question. The row was left out.",
  noText: () => "The example is empty and was left out.",
  tone: (value) => `The tone can only be light or cheerful, not “${value}”. It was left out.`,
  action: (value) => `The action can only be escalate, not “${value}”. It was left out.`,
  exampleTooLong: (most) =>
    `The example has more than ${most} characters and was left out. Visitors ask in a sentence or two.`,
  tooManyExamples: (most) => `There are more than ${most} examples of it. The others were left out.`,
  wordsTooLong: (most) =>
    `This is longer than ${most} characters and was left out. Shorten it; long texts can be articles.`,
  saidTwice: () => "This is there twice, with other words. The first was taken.",
  noArticle: (id) => `There is no article “${id}”. The link was left out.`,
  noIntent: (id) => `There is no intent “${id}”. The choice was left out.`,
  noInbox: (id) => `There is no inbox “${id}”. Until there is one, nothing of this is said in it.`,
  tooManyChoices: (most) => `There are more than ${most} choices. The others were left out.`,
};

const ZH: Record<ProblemCode, Sentence> = {
  empty: () => "文件是空的。",
  encoding: () => "无法判断文件的编码。请另存为 UTF-8 后重新导入。",
  damagedBytes: (encoding) => `文件应为 ${encoding} 编码，但此处有不符的内容。请另存为 UTF-8 后重新导入。`,
  damagedText: () => "有些字符在保存此文件之前就已丢失（�），此处未导入，请重新填写。",
  binary: () => "这不是文本文件。请提供表格、帮助页面，或从其他聊天机器人导出的文件。",
  oldOffice: () => "这是旧版 Excel 文件。请另存为 .xlsx 或 CSV 后重新导入。",
  document: () => "无法读取此类文档。请另存为网页（HTML）、Markdown 或纯文本后重新导入。",
  unknownFormat: () => "无法识别此文件的格式。含有“问题”和“答案”两列的表格总是可以读取。",
  tooLarge: (megabytes) => `文件超过 ${megabytes} MB，请拆分成多个文件。`,
  tooLong: () => "读取时间过长或占用内存过多，请拆分成多个文件。",
  tooDeep: (levels) => `列表嵌套超过 ${levels} 层，正常的文件不会如此，请检查文件。`,
  tooManyEntries: (most) => `行数或条目超过 ${most}，此处之后的内容未导入，请拆分文件。`,
  tooManyFiles: (most) => `压缩包内的文件超过 ${most} 个，请减少文件数量。`,
  brokenArchive: () => "压缩包已损坏或不完整，请重新打包。",
  lockedArchive: () => "压缩包有密码，请提供没有密码的压缩包。",
  brokenWorkbook: () => "无法读取此工作簿。请用表格软件打开，另存为 .xlsx 后重新导入。",
  brokenJson: () => "JSON 不完整或有误。请重新导出，或在此处修正。",
  brokenYaml: () => "此行不符合 YAML 格式。请给文字加上引号，或检查行首的空格。",
  brokenTable: () => "有一个引号没有成对。所有引号已按普通字符读取，请检查此行。",
  columns: (seen) => `没有可识别的列：${seen}。请在第一行写明列名，例如“问题”和“答案”，或“例句”和“意图”。`,
  noEntries: () => "其中没有可以导入的内容。",
  alias: () => "不读取引用（*名称），请直接写出文字。",
  section: () => "无法识别此部分。可用的有 intents、articles 和 cannedReplies。",
  notAList: () => "此处应为列表，每行以“- ”开头。",
  field: (name) => `无法识别字段“${name}”，未读取。请检查拼写。`,
  kind: (value) => `kind 列只能是 intent、example、article 或 reply，不能是“${value}”。此行未导入。`,
  language: (value) => `语言须为 en、zh-CN、fr 等语言代码，不能是“${value}”。此行未导入。`,
  noName: () => "既没有名称，也没有问题。此行未导入。",
  noText: () => "例句为空，未导入。",
  tone: (value) => `语气只能是 light 或 cheerful，不能是“${value}”。未导入此语气。`,
  action: (value) => `动作只能是 escalate，不能是“${value}”。未导入此动作。`,
  exampleTooLong: (most) => `例句超过 ${most} 个字符，未导入。访客通常只用一两句话提问。`,
  tooManyExamples: (most) => `例句超过 ${most} 条，其余的未导入。`,
  wordsTooLong: (most) => `内容超过 ${most} 个字符，未导入。请缩短，较长的内容可以写成文章。`,
  saidTwice: () => "此内容出现两次且文字不同，采用了第一次的。",
  noArticle: (id) => `没有文章“${id}”，未导入此链接。`,
  noIntent: (id) => `没有意图“${id}”，未导入此选项。`,
  noInbox: (id) => `没有收件箱“${id}”。在建立该收件箱之前，此内容不会在其中使用。`,
  tooManyChoices: (most) => `选项超过 ${most} 个，其余的未导入。`,
};

/** A problem with its sentence: what is wrong and what to do. */
export function phrased({ code, file, line, name, detail = "" }: Problem, locale: Locale): ImportProblem {
  const text = (locale === "en" ? EN : ZH)[code](shown(detail));
  return { code, ...(file && { file }), ...(line && { line }), ...(name && { name: shown(name) }), text };
}

const shown = (words: string): string => (words.length > 120 ? `${words.slice(0, 119)}…` : words);

/** The problems that are told, each with its sentence. */
export function told(problems: readonly Problem[], locale: Locale): ImportProblem[] {
  return problems.slice(0, IMPORT_LIMITS.problems).map((problem) => phrased(problem, locale));
}

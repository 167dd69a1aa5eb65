import { ChatError, type ErrorCode, type FileProblem } from "@parley/protocol";

/** What is said of each problem with a file: its code, and a sentence in the languages of ours. */
const PROBLEMS: Readonly<Record<FileProblem, readonly [code: ErrorCode, en: string, zh: string]>> = {
  off: ["forbidden", "Files cannot be sent here.", "此处不能发送文件。"],
  tooLarge: ["tooLarge", "This file is too large.", "文件过大。"],
  empty: ["invalid", "This file is empty.", "文件是空的。"],
  kind: ["invalid", "Files of this kind cannot be sent here.", "此处不能发送这类文件。"],
  type: ["invalid", "A file of this type cannot be sent.", "不支持发送这种格式的文件。"],
  broken: ["invalid", "This file is damaged and cannot be read.", "文件已损坏，无法读取。"],
  pixels: ["invalid", "This picture has too many pixels.", "图片的像素过大。"],
  infected: ["invalid", "This file was found to be harmful.", "检测到文件存在安全风险，未能发送。"],
  scanner: [
    "unavailable",
    "Files cannot be checked right now. Please try again.",
    "暂时无法检测文件安全性，请稍后再试。",
  ],
  ticket: ["unauthorized", "This ticket does not count any more. Ask for another.", "上传凭证已失效，请重新获取。"],
  offset: ["conflict", "The upload goes on at another place.", "上传位置不一致，请从当前进度继续。"],
  gone: ["notFound", "There is no such file.", "文件不存在或已被删除。"],
  unsent: ["tooMany", "Too many files were uploaded and not sent.", "已上传但未发送的文件过多。"],
  file: ["invalid", "There is no such file to be sent here.", "没有可发送的此文件。"],
};

const AGAIN = 5_000;

/** The error for a problem with a file; `details.reason` names it. */
export function fileError(reason: FileProblem, details: Record<string, unknown> = {}): ChatError {
  const [code, message] = PROBLEMS[reason];
  return new ChatError(code, message, {
    details: { reason, ...details },
    ...(code === "unavailable" && { retryAfter: AGAIN }),
  });
}

const TOO_MUCH = ["There is too much to do. Try again shortly.", "系统繁忙，请稍后再试。"] as const;

/** The error where a node has more to do with files than it can. */
export const tooMuch = () => new ChatError("overloaded", TOO_MUCH[0], { retryAfter: AGAIN });

const CHINESE = new Map([...Object.values(PROBLEMS).map(([, en, zh]) => [en, zh] as const), TOO_MUCH]);

/** An error's sentence in the language that the other side reads, where there is one in it. */
export function inTheirLanguage(error: ChatError, languages: string | undefined): ChatError {
  const chinese = /^\s*zh\b/i.test(languages ?? "") ? CHINESE.get(error.message) : undefined;
  return chinese === undefined ? error : new ChatError(error.code, chinese, error);
}

/** What refuses a file for what it is, so that asking again would not help. */
export class Refused extends Error {
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(problem);
    this.problem = problem;
  }
}

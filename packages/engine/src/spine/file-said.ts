import type { VisitorContent } from "@parley/protocol";
import { mappedId } from "../text/mapped-id.ts";
import { MISSING_FILE } from "../text/missing-file.ts";
import type { Arrived, ChannelFiles } from "./arriving.ts";

/** The id of the file of a message. */
export const fileIdOf = (messageId: string) => mappedId("file", messageId);

/** What is said of a file that came, or did not. */
export function fileContent(
  { id, name }: { id: string; name: string },
  found: Arrived | undefined,
  { files, locale }: { files: Pick<ChannelFiles, "problemIn">; locale: string },
): VisitorContent {
  if (found?.is === "ready") return { type: "file", text: found.name, file: { id: fileIdOf(id) } };
  const text = missing(name, locale, found && files.problemIn(found.problem, locale));
  return { type: "choice", text, value: MISSING_FILE };
}

/** What is said of a file that is not to be had: agents read it. */
function missing(name: string, language: string, why: string | undefined): string {
  const isChinese = /^zh\b/i.test(language);
  const reason = why ?? (isChinese ? "文件未能从对方平台取到。" : "The file could not be fetched.");
  return `📎 ${name === "" ? "" : `${name}${isChinese ? "：" : ": "}`}${reason}`;
}

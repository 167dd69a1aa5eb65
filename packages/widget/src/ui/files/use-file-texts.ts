import { useEffect, useState } from "preact/hooks";
import type { FileTexts } from "../../texts/files/file-texts.ts";
import { fileTexts } from "../../texts/files/load.ts";
import type { Ui } from "../ui.ts";

/** The words about files in the panel's language; undefined until they are there. */
export function useFileTexts({ texts: { spoken } }: Ui): FileTexts | undefined {
  const [words, setWords] = useState<FileTexts>();
  useEffect(() => {
    fileTexts(spoken).then(setWords, () => {});
  }, [spoken]);
  return words;
}

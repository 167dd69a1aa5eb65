import { useEffect, useState } from "preact/hooks";
import { richTexts } from "../../texts/rich/load.ts";
import type { RichTexts } from "../../texts/rich/rich-texts.ts";
import type { Ui } from "../ui.ts";

/** The words of cards, forms, places and quotes in the panel's language; undefined until they are there. */
export function useRichTexts({ texts: { spoken } }: Ui): RichTexts | undefined {
  const [words, setWords] = useState<RichTexts>();
  useEffect(() => {
    richTexts(spoken).then(setWords, () => {});
  }, [spoken]);
  return words;
}

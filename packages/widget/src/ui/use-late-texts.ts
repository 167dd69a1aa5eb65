import { useEffect, useState } from "preact/hooks";
import { lateTexts } from "../texts/late/late.ts";
import type { LateTexts } from "../texts/late/late-texts.ts";
import type { Ui } from "./ui.ts";

/** The words that few come to see, in the panel's language; undefined until they are there. */
export function useLateTexts({ texts: { spoken } }: Ui): LateTexts | undefined {
  const [words, setWords] = useState<LateTexts>();
  useEffect(() => {
    lateTexts(spoken).then(setWords, () => {});
  }, [spoken]);
  return words;
}

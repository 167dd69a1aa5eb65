import type { Locale } from "@parley/protocol";
import { fetchWords } from "../language/fetch-words.ts";
import { language } from "../language/language.ts";
import { Segments } from "./Select.tsx";
import { attempt } from "./toast.ts";
import { uiWords } from "./words.ts";

/** 中文 or English. */
export function LanguageChoice() {
  return (
    <Segments<Locale>
      label={uiWords().language}
      value={language.value}
      options={[
        { value: "zh-CN", label: "中文" },
        { value: "en", label: "English" },
      ]}
      onChange={(next) =>
        attempt(async () => {
          await fetchWords(next);
          language.value = next;
        })
      }
    />
  );
}

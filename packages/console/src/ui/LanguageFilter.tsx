import { languageName } from "../language/format.ts";
import { Select } from "./Select.tsx";
import { uiWords } from "./words.ts";

interface LanguageFilterProps {
  /** Tags. */
  languages: readonly string[];
  value: string | undefined;
  onChange: (language: string) => void;
}

/** One language, or all, which is the empty text. */
export function LanguageFilter({ languages, value = "", onChange }: LanguageFilterProps) {
  const all = uiWords().allLanguages;
  return (
    <Select<string>
      bare
      label={all}
      value={value}
      options={[{ value: "", label: all }, ...languages.map((tag) => ({ value: tag, label: languageName(tag) }))]}
      onChange={onChange}
    />
  );
}

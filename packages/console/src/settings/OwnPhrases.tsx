import type { BotPhrase, BotPhrases } from "@parley/protocol";
import { useState } from "preact/hooks";
import { optionsOf, Select } from "../ui/Select.tsx";
import { InEach, eachOf } from "./fields.tsx";
import { settingsWords } from "./words.ts";

interface OwnPhrasesProps {
  value: BotPhrases | undefined;
  /** What it says where nothing is given; not shown unless told. */
  usual?: BotPhrases | undefined;
  onChange: (value: BotPhrases) => void;
  error: string | undefined;
}

/** What the bot says on its own account, in the site's words: one thing at a time, in each language (SPEC B10). */
export function OwnPhrases({ value = {}, usual = {}, onChange, error }: OwnPhrasesProps) {
  const words = settingsWords();
  const { phrases } = words;
  const [phrase, choose] = useState<BotPhrase>("offer");
  return (
    <div class="card stack">
      <Select
        label={words.ownPhrases}
        value={phrase}
        options={optionsOf(Object.keys(phrases) as BotPhrase[], phrases)}
        onChange={choose}
      />
      <InEach
        rows={2}
        label={phrases[phrase]}
        hint={words.usual}
        usual={eachOf(usual, (said) => said[phrase] ?? "")}
        value={eachOf(value, (said) => said[phrase] ?? "")}
        error={error}
        onChange={(_all, lang, said) => onChange({ ...value, [lang]: { ...value[lang], [phrase]: said } })}
      />
    </div>
  );
}

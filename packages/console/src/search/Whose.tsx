import type { DeskSettings, Member } from "@parley/protocol";
import { read } from "../api.ts";
import { useLoader } from "../live/load.ts";
import { LanguageFilter } from "../ui/LanguageFilter.tsx";
import { Select } from "../ui/Select.tsx";
import type { Asked } from "./found.ts";
import { searchTexts } from "./texts.ts";

/** Those that widgets speak. */
const LANGUAGES = ["zh", "en", "ja", "ko", "es", "fr", "ar"];

type Named = readonly { id: string; name: string }[];

/** In whose conversations is looked: an agent's, those with a tag, those in a language. */
export function Whose({ now, ask }: { now: Asked; ask: (change: Partial<Asked>) => void }) {
  const texts = searchTexts();
  const team = useLoader(() => read<Member[]>("team")).state.value;
  const desk = useLoader(() => read<{ settings: DeskSettings }>("desk")).state.value;
  const tags = desk.status === "ready" ? desk.value.settings.tags : [];
  return (
    <>
      <One
        label={texts.agents}
        of={team.status === "ready" ? team.value : []}
        value={now.agent}
        onChange={(agent) => ask({ agent })}
      />
      {tags.length > 0 && <One label={texts.tags} of={tags} value={now.tag} onChange={(tag) => ask({ tag })} />}
      <LanguageFilter languages={LANGUAGES} value={now.language} onChange={(language) => ask({ language })} />
    </>
  );
}

interface OneProps {
  label: string;
  of: Named;
  value: string | undefined;
  onChange: (id: string) => void;
}

/** One of them, or all, which is the empty text. */
function One({ label, of, value = "", onChange }: OneProps) {
  const options = of.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select<string> bare label={label} value={value} options={[{ value: "", label }, ...options]} onChange={onChange} />
  );
}

import type { ComponentChildren } from "preact";
import { count } from "../language/format.ts";
import { Bar } from "../ui/parts.tsx";
import { reportWords } from "./words.ts";

interface Counted {
  key: string;
  title?: string | undefined;
  count: number;
}

interface RankingProps {
  title: string;
  entries: readonly Counted[];
  label: (entry: Counted) => string;
  tone?: "accent" | "good" | "warn";
  foot?: ComponentChildren;
}

/** Things by how often they came, as bars. */
export function Ranking({ title, entries, label, tone = "accent", foot }: RankingProps) {
  const most = Math.max(1, ...entries.map((entry) => entry.count));
  return (
    <section class="card ranking">
      <h2>{title}</h2>
      {entries.length === 0 && <p class="muted">{reportWords().nothing}</p>}
      <ul>
        {entries.map((entry) => (
          <li key={entry.key}>
            <span title={label(entry)}>{label(entry)}</span>
            <b class="tabular">{count(entry.count)}</b>
            <Bar share={entry.count / most} tone={tone} />
          </li>
        ))}
      </ul>
      {foot && entries.length > 0 && <p class="foot">{foot}</p>}
    </section>
  );
}

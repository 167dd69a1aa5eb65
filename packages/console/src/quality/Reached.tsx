import { type ComparedFigure, type QualityTold, type Scorecards } from "@parley/protocol";
import { read } from "../api.ts";
import { useAgain, useLoader } from "../live/load.ts";
import { bounds } from "../reports/period.ts";
import { Tile } from "../reports/Tile.tsx";
import { written } from "./figures.ts";
import { fallsShort, misses, targetOf } from "./targets.ts";
import { cardTexts } from "./texts.ts";

/** Milliseconds after which it is asked again. */
const AGAIN = 60_000;
/** What there can be targets of. */
const NAMES = ["firstResponse", "csat", "adherence", "quality"] as const satisfies readonly ComparedFigure[];

/** What the team reaches today of its targets; nothing where none are set. */
export function Reached({ site }: { site: string }) {
  const texts = cardTexts();
  const loader = useLoader(async () => {
    const { targets } = await read<QualityTold>("quality");
    const names = NAMES.filter((name) => targetOf(targets, name) !== undefined);
    if (names.length === 0) return undefined;
    const { from, to } = bounds("today", Date.now());
    const asked = `from=${from}&to=${to}${site && `&inbox=${encodeURIComponent(site)}`}`;
    return { ...(await read<Scorecards>(`scorecards?${asked}`)), targets, names };
  }, site);
  useAgain(loader, AGAIN);
  const state = loader.state.value;
  if (state.status !== "ready" || !state.value) return null;
  const { cards, team, targets, names } = state.value;
  return (
    <section aria-label={texts.reached}>
      <dl class="tiles">
        {names.map((name) => {
          const missing = cards.filter((card) => misses(card, targets, name)).length;
          const target = texts.target(written(name, targetOf(targets, name)));
          return (
            <Tile
              key={name}
              name={texts.figures[name]}
              value={written(name, team?.[name])}
              tone={fallsShort(team?.[name], targets, name) ? "warn" : undefined}
            >
              {missing > 0 ? `${target} · ${texts.missing(missing, cards.length)}` : target}
            </Tile>
          );
        })}
      </dl>
    </section>
  );
}

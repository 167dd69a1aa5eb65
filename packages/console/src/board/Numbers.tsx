import type { Report } from "@parley/protocol";
import { read } from "../api.ts";
import { count, now, waited } from "../language/format.ts";
import { useAgain, useLoader } from "../live/load.ts";
import { bounds } from "../reports/period.ts";
import { Tile } from "../reports/Tile.tsx";
import type { Board } from "./board.ts";
import { boardTexts } from "./texts.ts";

/** Milliseconds after which today's numbers are asked for again. */
const AGAIN = 30_000;
/** As many as a console is told of when it connects; there may be more. */
const MOST_KNOWN = 500;
/** Milliseconds after which a wait is long, as in the inbox. */
const LONG = 120_000;

/** The numbers one looks at first. */
export function Numbers({ board, site }: { board: Board; site: string }) {
  const texts = boardTexts();
  return (
    <dl class="tiles">
      <Waiting board={board} />
      <Tile name={texts.overdue} value={count(board.overdue)} tone={board.overdue > 0 ? "bad" : undefined}>
        {board.overdue > 0 && texts.overdueOf}
      </Tile>
      {board.promises && <Promises {...board.promises} />}
      <Tile name={texts.withAgents} value={count(board.withAgents)} />
      <Mood board={board} />
      <Tile name={texts.withBot} value={count(board.withBot)} />
      <Available board={board} />
      <Today site={site} />
    </dl>
  );
}

function Promises({ missed, near }: NonNullable<Board["promises"]>) {
  const texts = boardTexts();
  return (
    <Tile name={texts.missed} value={count(missed)} tone={missed > 0 ? "bad" : near > 0 ? "warn" : undefined}>
      {near > 0 && texts.near(near)}
    </Tile>
  );
}

/** Who is upset of those who wait or are with somebody. */
function Mood({ board: { mood } }: { board: Board }) {
  const texts = boardTexts();
  const { angry, displeased, pleased } = mood;
  return (
    <Tile
      name={texts.upset}
      value={count(angry + displeased)}
      tone={angry > 0 ? "bad" : displeased > 0 ? "warn" : undefined}
    >
      {[angry > 0 && texts.angry(angry), pleased > 0 && texts.pleased(pleased)].filter(Boolean).join(" · ")}
    </Tile>
  );
}

function Waiting({ board: { waiting } }: { board: Board }) {
  const texts = boardTexts();
  const first = waiting[0]?.conversation.state;
  const longest = first?.status === "queued" ? now.value - first.since : 0;
  const some = waiting.length > 0 ? "warn" : undefined;
  return (
    <Tile
      name={texts.waiting}
      value={`${count(waiting.length)}${waiting.length < MOST_KNOWN ? "" : "+"}`}
      tone={longest > LONG ? "bad" : some}
    >
      {some && texts.longest(waited(longest))}
    </Tile>
  );
}

function Available({ board: { waiting, available, team, room } }: { board: Board }) {
  const texts = boardTexts();
  const present = team.filter(({ availability }) => availability !== "offline").length;
  return (
    <Tile
      name={texts.available}
      value={count(available)}
      tone={available === 0 && waiting.length > 0 ? "bad" : undefined}
    >
      {[texts.ofTeam(present), room !== undefined && texts.room(room)].filter(Boolean).join(" · ")}
    </Tile>
  );
}

function Today({ site }: { site: string }) {
  const texts = boardTexts();
  const loader = useLoader(() => {
    const { from, to } = bounds("today", Date.now());
    const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
    return read<Report>(`report?from=${from}&to=${to}&zone=${zone}${site && `&inbox=${encodeURIComponent(site)}`}`);
  }, site);
  useAgain(loader, AGAIN);
  const state = loader.state.value;
  if (state.status !== "ready") return <Tile name={texts.today} value={texts.none} />;
  const { conversations, waiting, ratings } = state.value;
  return (
    <Tile name={texts.today} value={count(conversations)}>
      {texts.todayMore(
        waiting.count ? waited(waiting.median) : texts.none,
        ratings.count ? ratings.average.toFixed(1) : texts.none,
      )}
    </Tile>
  );
}

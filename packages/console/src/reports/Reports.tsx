import type { EscalationReason, Report } from "@parley/protocol";
import { useRef, useState } from "preact/hooks";
import { base, read } from "../api.ts";
import { useDesk } from "../desk/use-desk.ts";
import { deskWords } from "../desk/words.ts";
import { useIntentTitle } from "../desk/use-intent-title.ts";
import { count, percent, waited } from "../language/format.ts";
import { href } from "../route.ts";
import { useLoader } from "../live/load.ts";
import { SiteChoice } from "../ui/InboxChoice.tsx";
import { tooLate } from "../ui/late.tsx";
import { LanguageFilter } from "../ui/LanguageFilter.tsx";
import { Fetched, PageHead } from "../ui/parts.tsx";
import { optionsOf, Segments } from "../ui/Select.tsx";
import { Agents } from "./Agents.tsx";
import { Ranking } from "./Ranking.tsx";
import { Tile } from "./Tile.tsx";
import { bounds, type Period, PERIODS } from "./period.ts";
import { Traffic } from "./Traffic.tsx";
import { reportWords } from "./words.ts";

/** What happened: how much, how well, and what was missing. */
export function Reports() {
  const words = reportWords();
  const [period, setPeriod] = useState<Period>("week");
  const [inbox, setInbox] = useState("");
  const [spoken, setSpoken] = useState("");
  const narrowed = useRef("");
  const loader = useLoader(() => {
    const { from, to } = bounds(period, Date.now());
    const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
    const asked = `?from=${from}&to=${to}&zone=${zone}${inbox && `&inbox=${encodeURIComponent(inbox)}`}`;
    narrowed.current = asked;
    return read<Report>(`report${asked}${spoken && `&language=${spoken}`}`);
  }, `${period} ${inbox} ${spoken}`);
  return (
    <div class="reports page">
      <PageHead title={words.title}>
        <SiteChoice sites={useDesk().inbox.sites.value} value={inbox} onChange={setInbox} />
        <LanguageFilter languages={["zh", "en"]} value={spoken} onChange={setSpoken} />
        <Segments<Period>
          label={words.period}
          value={period}
          options={optionsOf(PERIODS, words.periods)}
          onChange={setPeriod}
        />
      </PageHead>
      <Fetched from={loader} lines={8}>
        {(report) => <Dashboard report={report} asked={narrowed.current} />}
      </Fetched>
    </div>
  );
}

function Dashboard({ report, asked }: { report: Report; asked: string }) {
  const words = reportWords();
  const titleOf = useIntentTitle();
  const reasons: Record<string, string> = deskWords().reasons;
  const stars = report.ratings.distribution.map((given, index) => ({ key: String(index + 1), count: given })).reverse();
  return (
    <>
      <Numbers report={report} />
      <Traffic report={report} />
      <div class="columns">
        <Ranking title={words.topIntents} entries={report.topIntents} label={({ key, title }) => titleOf(key, title)} />
        <Ranking
          title={words.unanswered}
          entries={report.unanswered}
          label={(entry) => entry.title ?? entry.key}
          tone="warn"
          foot={<a href={href("review")}>{words.toReview}</a>}
        />
        <Ranking
          title={words.reasons}
          entries={report.escalationReasons}
          label={({ key }) => reasons[key as EscalationReason] ?? key}
        />
        <Ranking
          title={words.distribution}
          entries={report.ratings.count ? stars : []}
          label={({ key }) => words.stars(Number(key))}
          tone="good"
        />
      </div>
      <Agents agents={report.agents} />
      {report.promises && <Promises counts={report.promises} table={`${base}/api/report/promises${asked}`} />}
      <Surveys asked={asked} />
      <Suggested asked={asked} />
    </>
  );
}

function Promises(props: { counts: NonNullable<Report["promises"]>; table: string }) {
  const part = useLoader(() => Promise.race([import("./promises/Kept.tsx"), tooLate()]));
  return <Fetched from={part}>{({ Kept }) => <Kept {...props} />}</Fetched>;
}

function Surveys(props: { asked: string }) {
  const part = useLoader(() => Promise.race([import("./answers/Answers.tsx"), tooLate()]));
  return <Fetched from={part}>{({ Answers }) => <Answers {...props} />}</Fetched>;
}

function Suggested(props: { asked: string }) {
  const part = useLoader(() => Promise.race([import("./suggested/Suggested.tsx"), tooLate()]));
  return <Fetched from={part}>{({ Suggested: Shares }) => <Shares {...props} />}</Fetched>;
}

function Numbers({ report }: { report: Report }) {
  const words = reportWords();
  const { conversations, messages, decided, botResolvedShare, escalated, waiting, ratings } = report;
  const some = conversations > 0;
  return (
    <dl class="tiles">
      <Tile name={words.conversations} value={count(conversations)}>
        {words.messages(count(messages))}
      </Tile>
      <Tile name={words.resolved} value={decided ? percent(botResolvedShare) : words.none}>
        {some && words.resolvedOf(count(decided), conversations - decided)}
      </Tile>
      <Tile name={words.escalated} value={some ? count(escalated) : words.none}>
        {some && words.ofAll(percent(escalated / conversations))}
      </Tile>
      <Tile name={words.waiting} value={waiting.count ? waited(waiting.median) : words.none}>
        <Waiting waiting={waiting} />
      </Tile>
      <Tile name={words.rating} value={ratings.count ? ratings.average.toFixed(1) : words.none}>
        {ratings.count > 0 && words.ratings(ratings.count)}
      </Tile>
    </dl>
  );
}

function Waiting({ waiting: { p90, longest, count, now, left } }: Pick<Report, "waiting">) {
  const words = reportWords();
  const facts = [
    count > 0 && words.waitingMore(waited(p90), waited(longest)),
    now > 0 && words.waitingNow(now),
    left > 0 && words.waitingLeft(left),
  ];
  return <>{facts.filter(Boolean).join(" · ")}</>;
}

import type { Report } from "@parley/protocol";
import { clock, shortDay } from "../language/format.ts";
import { reportWords } from "./words.ts";

const HEIGHT = 120;
const LABELS = 8;
const HOUR = 3_600_000;

/** How many conversations began when, and how many of them went to people. */
export function Traffic({ report: { traffic } }: { report: Report }) {
  const words = reportWords();
  const first = traffic[0]?.at ?? 0;
  // Where the clock is changed a day has 23 hours.
  const hourly = (traffic[1]?.at ?? Number.POSITIVE_INFINITY) - first <= HOUR;
  const name = (at: number) => (hourly ? clock(at) : shortDay(at));
  return (
    <section class="card traffic">
      <header>
        <h2>{words.traffic}</h2>
        <p class="legend">
          <i class="swatch accent" /> {words.botShort} <i class="swatch warn" /> {words.escalatedShort}
        </p>
      </header>
      {traffic.length === 0 && <p class="muted">{words.nothing}</p>}
      {traffic.length > 0 && <Columns traffic={traffic} name={name} />}
      {traffic.length > 0 && <Table traffic={traffic} name={name} />}
    </section>
  );
}

interface TrafficProps {
  traffic: Report["traffic"];
  /** What a step in time is called. */
  name: (at: number) => string;
}

function Columns({ traffic, name }: TrafficProps) {
  const words = reportWords();
  const most = Math.max(1, ...traffic.map(({ conversations }) => conversations));
  const every = Math.max(1, Math.ceil(traffic.length / LABELS));
  const pixels = (conversations: number) => `${(conversations / most) * HEIGHT}px`;
  const [from, to] = [traffic[0]?.at ?? 0, traffic.at(-1)?.at ?? 0].map(name);
  return (
    <div class="columns-chart" role="img" aria-label={words.trafficLabel(from ?? "", to ?? "", most)}>
      {traffic.map(({ at, conversations, escalated }, index) => (
        <div key={at} class="column" title={`${name(at)}: ${conversations} · ${escalated} ${words.escalatedShort}`}>
          <b class="tabular">{conversations || ""}</b>
          <div class="stack-bar" style={{ height: pixels(most) }}>
            <i class="accent" style={{ height: pixels(conversations - escalated) }} />
            <i class="warn" style={{ height: pixels(escalated) }} />
          </div>
          <span>{index % every === 0 ? name(at) : ""}</span>
        </div>
      ))}
    </div>
  );
}

function Table({ traffic, name }: TrafficProps) {
  const words = reportWords();
  return (
    <details class="as-table">
      <summary>{words.asTable}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            <th scope="col" class="number">
              {words.conversations}
            </th>
            <th scope="col" class="number">
              {words.escalated}
            </th>
          </tr>
        </thead>
        <tbody>
          {traffic.map(({ at, conversations, escalated }) => (
            <tr key={at}>
              <td>{name(at)}</td>
              <td class="number">{conversations}</td>
              <td class="number">{escalated}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

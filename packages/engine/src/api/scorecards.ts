import {
  type Adherence,
  COMPARED,
  figureOf,
  may,
  type Member,
  type Scorecard,
  type Scorecards,
  sees,
  type TeamMedians,
} from "@parley/protocol";
import { stringify } from "csv-stringify/sync";
import * as v from "valibot";
import { unseen } from "../agents/access.ts";
import { quoted } from "../text/formula.ts";
import { worksWith } from "./reviews.ts";
import { type ApiParts, Digits, type Endpoints, note, read } from "./endpoint.ts";
import { within } from "./seen-only.ts";

const Range = v.object({ from: Digits, to: Digits, inbox: v.optional(v.pipe(v.string(), v.maxLength(64))) });
/** Where fewer than these have worked, or have a figure, what the middle one did says what another did. */
const TEAM = 3;

/** How each agent does: they see themselves, who supervises the inboxes that they see. */
export function scorecardEndpoints(parts: ApiParts) {
  async function cardsFor(query: unknown, member: Member): Promise<Scorecards> {
    const { from, to, inbox } = read(Range, query);
    if (inbox !== undefined && !sees(member, inbox)) throw unseen();
    const { analytics } = parts;
    const seen = inbox === undefined ? within(member) : { inboxIds: [inbox] };
    const done = await analytics.scorecards({ from, to, ...seen });
    const cards = await withHours(done, member, { from, to });
    if (may(member.role, "supervisor")) return { from, to, cards, team: mediansOf(cards, 1) };
    const own = cards.filter(({ agent }) => agent.id === member.id);
    const worked = cards.filter(({ conversations }) => conversations > 0);
    return { from, to, cards: own, ...(worked.length >= TEAM && { team: mediansOf(worked, TEAM) }) };
  }

  /** The cards with how agents kept to their shifts, also of who was there and had no conversation. */
  async function withHours(cards: readonly Scorecard[], member: Member, range: { from: number; to: number }) {
    const [team, { routing }] = await Promise.all([parts.users.team({}), parts.dialog.settings({})]);
    const seen = team.filter((other) => !other.disabled && worksWith(member, other));
    const asked = seen.map(({ id }) => ({ id, hours: routing.value.agents[id]?.hours }));
    const worked = await parts.users.worked({ members: asked, ...range });
    const named = new Map(team.map(({ id, name }) => [id, name]));
    const done = cards.map((card) => ({
      ...card,
      agent: { id: card.agent.id, name: named.get(card.agent.id) ?? card.agent.name },
      ...(worked[card.agent.id] && { adherence: worked[card.agent.id] }),
    }));
    const known = new Set(cards.map(({ agent }) => agent.id));
    const others = seen.filter(({ id }) => !known.has(id) && isAnything(worked[id]));
    const all = [...done, ...others.map(({ id, name }) => ({ ...EMPTY, agent: { id, name }, adherence: worked[id] }))];
    return all.toSorted((one, other) => one.agent.name.localeCompare(other.agent.name));
  }

  return {
    "GET /scorecards": async ({ query, member }) => await cardsFor(query, member),

    "GET /scorecards/export": async ({ query, member, response }) => {
      const { cards } = await cardsFor(query, member);
      await note(parts, member, "exportScorecards");
      response.attachment("parley-scorecards.csv").type("text/csv; charset=utf-8").send(tableOf(cards));
    },
  } satisfies Partial<Endpoints>;
}

const NONE = { p50: 0, p90: 0, count: 0 };
const EMPTY = {
  conversations: 0,
  messages: 0,
  firstResponse: NONE,
  handling: NONE,
  resolution: NONE,
  resolved: 0,
  reopened: 0,
  transfers: 0,
  csat: { count: 0, average: 0 },
  said: [],
};

const isAnything = (worked: Adherence | undefined): boolean =>
  worked !== undefined && (worked.available > 0 || worked.away.length > 0 || (worked.scheduled ?? 0) > 0);

/** What the middle one of these has, of each figure that at least so many have. */
function mediansOf(cards: readonly Scorecard[], least: number): TeamMedians {
  const figures = COMPARED.map((name) => {
    const values = cards.flatMap((card) => figureOf(card, name) ?? []);
    return [name, values.length < least ? undefined : median(values)] as const;
  });
  return Object.fromEntries(figures.filter(([, value]) => value !== undefined));
}

function median(values: readonly number[]): number | undefined {
  const ascending = values.toSorted((one, other) => one - other);
  const [low, high] = [ascending[(ascending.length - 1) >> 1], ascending[ascending.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

const HEADS = [
  "agent",
  "conversations",
  "messages",
  ...["first_response", "handling", "resolution"].flatMap((name) => [`${name}_p50_ms`, `${name}_p90_ms`]),
  "resolved",
  "reopened",
  "transfers",
  "ratings",
  "rating",
  "scheduled_ms",
  "kept_ms",
  "available_ms",
  "away_ms",
  "reviews",
  "quality",
];

/** The cards as a table that spreadsheets open without harm. */
function tableOf(cards: readonly Scorecard[]): string {
  const rows = cards.map((card) => {
    const { agent, conversations, messages, resolved, reopened, transfers, csat, adherence, quality } = card;
    const spans = [card.firstResponse, card.handling, card.resolution];
    const times = spans.flatMap(({ p50, p90, count }): (number | string)[] => (count > 0 ? [p50, p90] : ["", ""]));
    const away = adherence?.away.reduce((sum, { time }) => sum + time, 0);
    const hours = [adherence?.scheduled, adherence?.kept, adherence?.available, away];
    const judged = [quality?.count, quality?.average.toFixed(3)];
    const rated = [csat.count, csat.count > 0 ? csat.average.toFixed(2) : ""];
    const counts = [resolved, reopened, transfers];
    return [quoted(agent.name), conversations, messages, ...times, ...counts, ...rated, ...hours, ...judged];
  });
  return stringify([HEADS, ...rows], { bom: true });
}

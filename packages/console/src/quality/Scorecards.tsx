import { figureOf, may, type QualityTold, type Scorecard, type Scorecards as Told } from "@parley/protocol";
import { useState } from "preact/hooks";
import { base, read } from "../api.ts";
import { useDesk } from "../desk/use-desk.ts";
import { useLoader } from "../live/load.ts";
import { bounds, type Period, PERIODS } from "../reports/period.ts";
import { SiteChoice } from "../ui/InboxChoice.tsx";
import { Avatar, Fetched } from "../ui/parts.tsx";
import { optionsOf, Segments } from "../ui/Select.tsx";
import { Table } from "../ui/Table.tsx";
import { Card } from "./Card.tsx";
import { type Against, FIGURES, written } from "./figures.ts";
import { cardTexts } from "./texts.ts";

/** How agents do: of who supervises a table of all, of an agent their own card. */
export function Scorecards() {
  const texts = cardTexts();
  const { me, inbox } = useDesk();
  const [period, setPeriod] = useState<Period>("week");
  const [site, setSite] = useState("");
  const supervises = may(me.role, "supervisor");
  const { from, to } = bounds(period, Date.now());
  const asked = `from=${from}&to=${to}${site && `&inbox=${encodeURIComponent(site)}`}`;
  const loader = useLoader(async () => {
    const [told, { targets }] = await Promise.all([
      read<Told>(`scorecards?${asked}`),
      read<Pick<QualityTold, "targets">>("quality"),
    ]);
    return { ...told, targets };
  }, `${period} ${site}`);
  return (
    <>
      <div class="quality-choices">
        <SiteChoice sites={inbox.sites.value} value={site} onChange={setSite} />
        <Segments<Period>
          label={texts.period}
          value={period}
          options={optionsOf(PERIODS, texts.periods)}
          onChange={setPeriod}
        />
        <a class="button plain" href={`${base}/api/scorecards/export?${asked}`} download>
          {texts.download}
        </a>
      </div>
      {!supervises && <p class="muted">{texts.mine}</p>}
      <Fetched from={loader} lines={8}>
        {(shown) => (supervises ? <Team {...shown} /> : <Own {...shown} />)}
      </Fetched>
    </>
  );
}

interface Shown extends Against {
  cards: readonly Scorecard[];
  team?: Told["team"] | undefined;
}

function Own({ cards: [card], team, targets }: Shown) {
  return card ? <Card card={card} team={team} targets={targets} /> : <p class="muted">{cardTexts().nothing}</p>;
}

function Team({ cards, team, targets }: Shown) {
  const texts = cardTexts();
  const [chosen, choose] = useState<string>();
  if (cards.length === 0) return <p class="muted">{texts.nothing}</p>;
  const heads = [texts.agent, ...FIGURES.map((name) => texts.figures[name])];
  const card = cards.find(({ agent }) => agent.id === chosen);
  return (
    <>
      <section class="card">
        <Table label={texts.agents} heads={heads} words={1}>
          {cards.map((one) => (
            <Row key={one.agent.id} card={one} open={one === card} onOpen={choose} />
          ))}
          <tr>
            <td class="who">{texts.middleOf}</td>
            {FIGURES.map((name) => (
              <td key={name} class="number">
                {written(name, team?.[name])}
              </td>
            ))}
          </tr>
        </Table>
      </section>
      {card && <Card card={card} team={team} targets={targets} />}
    </>
  );
}

interface RowProps {
  card: Scorecard;
  open: boolean;
  onOpen: (id: string | undefined) => void;
}

function Row({ card, open, onOpen }: RowProps) {
  const { id, name } = card.agent;
  return (
    <tr>
      <td class="who">
        <Avatar name={name} seed={id} />{" "}
        <button type="button" class="link" aria-expanded={open} onClick={() => onOpen(open ? undefined : id)}>
          <bdi>{name}</bdi>
        </button>
      </td>
      {FIGURES.map((figure) => (
        <td key={figure} class="number">
          {written(figure, figureOf(card, figure))}
        </td>
      ))}
    </tr>
  );
}

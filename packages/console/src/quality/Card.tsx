import { type Adherence, figureOf, type Scorecard } from "@parley/protocol";
import { day, waited } from "../language/format.ts";
import { Tile } from "../reports/Tile.tsx";
import { href } from "../route.ts";
import { type Against, beside, FIGURES, written } from "./figures.ts";
import { misses } from "./targets.ts";
import { cardTexts } from "./texts.ts";

interface CardProps extends Against {
  card: Scorecard;
}

/** How one agent does: every figure beside the team's, their time, and what visitors said. */
export function Card({ card, ...against }: CardProps) {
  const texts = cardTexts();
  return (
    <section class="scorecard" aria-label={texts.cardOf(card.agent.name)}>
      <h2>{card.agent.name}</h2>
      <dl class="tiles">
        {FIGURES.map((name) => (
          <Tile
            key={name}
            name={texts.figures[name]}
            value={written(name, figureOf(card, name))}
            tone={misses(card, against.targets, name) ? "warn" : undefined}
          >
            {beside(card, name, against)}
          </Tile>
        ))}
      </dl>
      <div class="columns">
        {card.adherence && <Time {...card.adherence} />}
        <Said said={card.said} />
      </div>
    </section>
  );
}

function Time({ available, away, scheduled, kept = 0 }: Adherence) {
  const texts = cardTexts();
  return (
    <div class="card">
      <h3>{texts.time}</h3>
      {scheduled !== undefined && <p class="muted">{texts.shifts(waited(kept), waited(scheduled))}</p>}
      <dl class="times">
        <dt>{texts.available}</dt>
        <dd class="tabular">{waited(available)}</dd>
        {away.map(({ reason, time }) => [
          <dt key={reason}>{reason ? texts.because(reason) : texts.away}</dt>,
          <dd key={`${reason} time`} class="tabular">
            {waited(time)}
          </dd>,
        ])}
      </dl>
    </div>
  );
}

function Said({ said }: Pick<Scorecard, "said">) {
  const texts = cardTexts();
  return (
    <div class="card">
      <h3>{texts.said}</h3>
      {said.length === 0 && <p class="muted">{texts.nothingSaid}</p>}
      <ul class="said-list">
        {said.map(({ conversationId, at, score, comment }) => (
          <li key={`${conversationId} ${at}`}>
            <q dir="auto">{comment}</q>
            <small class="muted">
              {texts.stars(score)} · {day(at)} ·{" "}
              <a href={href("inbox", conversationId)} aria-label={texts.openOf(score)}>
                {texts.open}
              </a>
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}

import type { SuggestionDays } from "@parley/protocol";
import { read } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { count, percent } from "../../language/format.ts";
import { useLoader } from "../../live/load.ts";
import { Fetched } from "../../ui/parts.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tile } from "../Tile.tsx";
import { OUTCOMES, repliesOf, summed, takenOf } from "./sums.ts";
import { suggestedTexts } from "./texts.ts";

/** How often what was suggested to agents is what they sent. `asked`: of which time and inbox. */
export function Suggested({ asked }: { asked: string }) {
  const texts = suggestedTexts();
  const loader = useLoader(() => read<SuggestionDays>(`report/suggestions${asked}`), asked);
  return (
    <section class="stack" aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <Fetched from={loader}>{(days) => <Shares days={days} />}</Fetched>
    </section>
  );
}

function Shares({ days }: { days: SuggestionDays }) {
  const texts = suggestedTexts();
  const { all, inboxes } = summed(days);
  const replies = repliesOf(all);
  if (replies === 0) return <p class="muted">{texts.none}</p>;
  const share = (name: string, sent: number) => (
    <Tile name={name} value={percent(sent / replies)}>
      {texts.of(count(sent))}
    </Tile>
  );
  return (
    <>
      <p class="hint">{texts.hint}</p>
      <dl class="tiles">
        <Tile name={texts.replies} value={count(replies)} />
        {share(texts.first, all.first)}
        {share(texts.three, takenOf(all))}
        {share(texts.changed, all.changed)}
      </dl>
      {inboxes.size > 1 && <ByInbox inboxes={inboxes} />}
    </>
  );
}

function ByInbox({ inboxes }: Pick<ReturnType<typeof summed>, "inboxes">) {
  const texts = suggestedTexts();
  const sites = useDesk().inbox.sites.value;
  return (
    <section class="card">
      <Table label={texts.by} heads={[texts.inbox, ...texts.heads]} words={1}>
        {[...inboxes].map(([id, counts]) => (
          <tr key={id}>
            <td>
              <bdi>{sites.find((one) => one.id === id)?.name ?? id}</bdi>
            </td>
            <td class="number">{count(repliesOf(counts))}</td>
            {OUTCOMES.map((outcome) => (
              <td key={outcome} class="number">
                {count(counts[outcome])}
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </section>
  );
}

import type { InboxItem } from "@parley/protocol";
import { Left } from "../conversation/promises/Left.tsx";
import { promiseTexts } from "../conversation/promises/texts.ts";
import { useWaits } from "../conversation/promises/waits.ts";
import { deskWords } from "../desk/words.ts";
import { useDesk } from "../desk/use-desk.ts";
import { visitorName } from "../desk/visitor-name.ts";
import { now, waited } from "../language/format.ts";
import { Badge } from "../ui/parts.tsx";
import { Table } from "../ui/Table.tsx";
import { Acts } from "./Acts.tsx";
import { siteOf } from "./board.ts";
import { MoodMark } from "./MoodMark.tsx";
import { boardTexts } from "./texts.ts";

/** As many as are read at one look; the inbox has the others. */
const MOST = 20;
const LONG = 120_000;

/** Who waits, the longest first. */
export function Queue({ waiting }: { waiting: readonly InboxItem[] }) {
  const texts = boardTexts();
  const { inbox } = useDesk();
  const sites = inbox.sites.value;
  const hasSites = sites.length > 1;
  const isPromised = waiting.some(({ promises }) => promises);
  const shown = waiting.slice(0, MOST);
  const waits = useWaits(shown.map(({ conversation }) => conversation.id));
  const likely = shown.map(({ conversation }) => waits[conversation.id]);
  const isKnown = likely.some(Boolean);
  const heads = [
    texts.visitor,
    ...(hasSites ? [texts.inbox] : []),
    texts.reason,
    texts.waited,
    ...(isKnown ? [texts.likely] : []),
    ...(isPromised ? [texts.promised] : []),
    texts.acts,
  ];
  return (
    <section class="card">
      <h2>{texts.queue}</h2>
      {waiting.length === 0 ? (
        <p class="muted">{texts.nobodyWaits}</p>
      ) : (
        <Table label={texts.queue} heads={heads}>
          {shown.map((item, at) => (
            <tr key={item.conversation.id}>
              <td>
                <bdi>{visitorName(item.visitor)}</bdi> <MoodMark item={item} />
              </td>
              {hasSites && <td>{sites.find(({ id }) => id === siteOf(item))?.name}</td>}
              <Waits item={item} />
              {isKnown && <td class="tabular">{likely[at] ? promiseTexts().minutes(likely[at]) : texts.none}</td>}
              {isPromised && (
                <td>
                  <Left item={item} />
                </td>
              )}
              <td>
                <Acts item={item} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {waiting.length > MOST && <p class="muted">{texts.more(waiting.length - MOST)}</p>}
    </section>
  );
}

function Waits({ item: { conversation } }: { item: InboxItem }) {
  const { state } = conversation;
  if (state.status !== "queued") return null;
  const span = now.value - state.since;
  return (
    <>
      <td>
        <Badge tone={state.reason === "negative" ? "bad" : "plain"}>{deskWords().reasons[state.reason]}</Badge>
      </td>
      <td>
        <Badge tone={state.overdue || span > LONG ? "bad" : "warn"}>
          <span class="tabular">{waited(span)}</span>
        </Badge>
      </td>
    </>
  );
}

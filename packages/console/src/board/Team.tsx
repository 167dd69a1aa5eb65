import type { InboxItem } from "@parley/protocol";
import { deskWords } from "../desk/words.ts";
import { visitorName } from "../desk/visitor-name.ts";
import { now, waited } from "../language/format.ts";
import { Avatar, Badge, Bar } from "../ui/parts.tsx";
import { Acts } from "./Acts.tsx";
import { type Desk, unanswered } from "./board.ts";
import { MoodMark } from "./MoodMark.tsx";
import { boardTexts } from "./texts.ts";

const TONES = { available: "good", away: "warn", offline: "bad" } as const;
const LONG = 120_000;

/** Who works, how much each has, and who waits for their words. */
export function Team({ team }: { team: readonly Desk[] }) {
  const texts = boardTexts();
  return (
    <section class="card">
      <h2>{texts.team}</h2>
      {team.length === 0 && <p class="muted">{texts.nobody}</p>}
      <ul class="desks">
        {team.map((desk) => (
          <li key={desk.agent.id} class="desk">
            <Head desk={desk} />
            {desk.conversations.length > 0 && (
              <ul aria-label={texts.has(desk.agent.name)}>
                {desk.conversations.map((item) => (
                  <li key={item.conversation.id}>
                    <span>
                      <bdi>{visitorName(item.visitor)}</bdi> <MoodMark item={item} />
                    </span>
                    <Unanswered item={item} />
                    <Acts item={item} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Head({ desk: { agent, availability, held, capacity, unansweredSince } }: { desk: Desk }) {
  const texts = boardTexts();
  const words = deskWords();
  return (
    <div class="desk-head">
      <Avatar name={agent.name} seed={agent.id} online={availability === "available"} />
      <b>
        <bdi>{agent.name}</bdi>
      </b>
      <Badge tone={TONES[availability]}>
        {availability === "offline" ? texts.offline : words.availability[availability]}
      </Badge>
      <span class="muted">{words.load(held, capacity)}</span>
      {capacity !== undefined && <Bar share={held / capacity} tone={held < capacity ? "accent" : "warn"} />}
      {unansweredSince !== undefined && (
        <span class="muted">
          {texts.unanswered} <span class="tabular">{waited(now.value - unansweredSince)}</span>
        </span>
      )}
    </div>
  );
}

function Unanswered({ item }: { item: InboxItem }) {
  const since = unanswered(item);
  const { state } = item.conversation;
  if (since === undefined) return <span />;
  const span = now.value - since;
  const isLate = span > LONG || (state.status === "agent" && state.overdue);
  return (
    <Badge tone={isLate ? "bad" : "plain"}>
      <span class="said">{boardTexts().unanswered} </span>
      <span class="tabular">{waited(span)}</span>
    </Badge>
  );
}

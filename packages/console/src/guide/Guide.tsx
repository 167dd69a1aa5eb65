import type { DemoKnowledge, GUIDE_STEPS, InboxDetails, Member } from "@parley/protocol";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { read } from "../api.ts";
import { changeGuide, guideAway, readGuide } from "../desk/guide.ts";
import { useDesk } from "../desk/use-desk.ts";
import { useLoader } from "../live/load.ts";
import { Button } from "../ui/Button.tsx";
import { Badge, Fetched, PageHead } from "../ui/parts.tsx";
import { attempt, toast } from "../ui/toast.ts";
import { KnowledgeStep } from "./KnowledgeStep.tsx";
import { SiteStep } from "./SiteStep.tsx";
import { TeamStep } from "./TeamStep.tsx";
import { guideWords } from "./words.ts";

/** Milliseconds after which it is looked again what has been done, also elsewhere. */
const LOOK_AGAIN = 4_000;

/** Four steps from the first sign-in to a chat on one's own site. What is done is seen from what is there. */
export function Guide() {
  const { me } = useDesk();
  const words = guideWords();
  const loader = useLoader(async () => {
    const [guide, { inboxes }, team, demo] = await Promise.all([
      readGuide(),
      read<{ inboxes: InboxDetails[] }>("inboxes"),
      read<Member[]>("team"),
      read<DemoKnowledge>("knowledge/demo"),
    ]);
    return { guide, inboxes, team, demo };
  });
  const { reload } = loader;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || void reload(), LOOK_AGAIN);
    return () => clearInterval(timer);
  }, []);
  const save = (changed: Parameters<typeof changeGuide>[0]) =>
    attempt(async () => {
      await changeGuide(changed);
      await reload();
    });
  const putAway = async () => {
    if (await save({ away: true })) toast(words.isAway);
  };
  return (
    <div class="guide page">
      <PageHead title={words.title} text={words.intro}>
        {!guideAway.value && <Button onClick={putAway}>{words.away}</Button>}
      </PageHead>
      <Fetched from={loader}>
        {({ guide, inboxes, team, demo }) => {
          const done = {
            site: inboxes.some(({ seen }) => seen),
            knowledge: guide.knowledge !== undefined || demo.own > 0,
            team: team.length > 1,
          };
          const steps: Record<(typeof GUIDE_STEPS)[number], ComponentChildren> = {
            site: <SiteStep inboxes={inboxes} />,
            knowledge: <KnowledgeStep demo={demo} save={save} reload={reload} />,
            team: <TeamStep reload={reload} />,
          };
          const names = Object.keys(steps) as (keyof typeof steps)[];
          const current = names.find((name) => !done[name] && !guide.later.includes(name));
          return (
            <ol class="stack">
              <Step title={words.you} mark={words.done}>
                <p>{words.youText(me.name, me.email)}</p>
              </Step>
              {names.map((name) => (
                <Step
                  key={name}
                  title={words.steps[name]}
                  open={name === current}
                  mark={done[name] ? words.done : guide.later.includes(name) ? words.later : undefined}
                >
                  {steps[name]}
                  {name === current && (
                    <div class="actions end">
                      <Button tone="quiet" onClick={() => save({ later: [...guide.later, name] })}>
                        {words.leave}
                      </Button>
                    </div>
                  )}
                </Step>
              ))}
              {names.every((name) => done[name]) && <p class="good-text">{words.all}</p>}
            </ol>
          );
        }}
      </Fetched>
    </div>
  );
}

interface StepProps {
  title: string;
  /** What has become of it. */
  mark: string | undefined;
  open?: boolean;
  children: ComponentChildren;
}

function Step({ title, mark, open = false, children }: StepProps) {
  const isDone = mark === guideWords().done;
  // What is done in front of one's eyes stays there to be seen.
  const shown = useRef(false);
  shown.current = open || (shown.current && isDone);
  return (
    <li>
      <details class="card" open={shown.current}>
        <summary class="actions">
          <h2>{title}</h2>
          {mark && <Badge tone={isDone ? "good" : "plain"}>{mark}</Badge>}
        </summary>
        <div class="stack">{children}</div>
      </details>
    </li>
  );
}

import type { Way } from "@parley/protocol";
import type { Thread } from "../../desk/thread.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { useLoader } from "../../live/load.ts";
import { patient } from "../../live/patient.ts";
import { Button } from "../../ui/Button.tsx";
import { Select } from "../../ui/Select.tsx";
import { goOn, isOpen } from "./going-on.ts";
import { waysTexts } from "./texts.ts";
import { Window } from "./Window.tsx";

/** Where somebody is answered: until when here, and on which of their other channels. */
export function Ways({ thread }: { thread: Thread }) {
  const desk = useDesk();
  const { conversationId } = thread;
  const window = thread.window.value;
  const loader = useLoader(() => patient(desk.live.ask)("ways", { conversationId }), conversationId);
  const state = loader.state.value;
  const ways = state.status === "ready" ? state.value.ways : [];
  const others = ways.filter((way) => way.conversationId !== conversationId);
  const choose = (id: string) => {
    const way = others.find((one) => one.conversationId === id);
    return way && goOn(desk, way, conversationId);
  };
  return (
    <>
      {window && (
        <Window thread={thread} window={window}>
          <Instead ways={others} choose={choose} />
        </Window>
      )}
      {others.length > 0 && (
        <Select
          label={waysTexts().replyOn}
          value={conversationId}
          options={ways.map((way, place) => ({ value: way.conversationId, label: named(way, place, desk.me.id) }))}
          onChange={choose}
        />
      )}
    </>
  );
}

/** Ways that are open while this one is not. */
function Instead({ ways, choose }: { ways: readonly Way[]; choose: (id: string) => unknown }) {
  const texts = waysTexts();
  const open = ways.filter(isOpen);
  return (
    <p class="actions">
      <span>{texts.instead}</span>
      {open.length === 0 && <span>{texts.wait}</span>}
      {open.map(({ conversationId, name }) => (
        <Button small key={conversationId} onClick={() => choose(conversationId)}>
          {texts.here(name)}
        </Button>
      ))}
    </p>
  );
}

/** An inbox, and what is to be known before one goes on there. Those of one inbox are told apart by who has them. */
function named(way: Way, place: number, me: string): string {
  const texts = waysTexts();
  const { name, agent, off } = way;
  const marks = [
    place === 0 && way.wrote !== undefined && texts.last,
    off ? texts.off : !isOpen(way) && texts.shut,
    agent && agent.id !== me && texts.with(agent.name),
  ].filter(Boolean);
  return marks.length > 0 ? `${name} · ${marks.join(", ")}` : name;
}

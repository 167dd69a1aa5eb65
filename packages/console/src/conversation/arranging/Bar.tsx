import type { InboxItem } from "@parley/protocol";
import { type Signal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { useDesk } from "../../desk/use-desk.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useKeys } from "../../ui/keys.ts";
import { attempt } from "../../ui/toast.ts";
import { isMine, snooze, tag, wake } from "./acts.ts";
import { Codes } from "./Codes.tsx";
import { closing } from "./closing.ts";
import { Later } from "./Later.tsx";
import { Aside, TagMark } from "./Marks.tsx";
import { Snooze } from "./Snooze.tsx";
import { readSorting, tagOf } from "./sorting.ts";
import { Tags } from "./Tags.tsx";
import { arrangingTexts } from "./texts.ts";
import { useTasks } from "./use-tasks.ts";

type Open = "tags" | "snooze" | "later" | "merge" | undefined;

interface BarProps {
  item: InboxItem;
  /** What asks where it goes on; it comes with what is done with many. */
  Merge: ComponentType<{ item: InboxItem; onClose: () => void }>;
  onReopen: () => void;
}

/** How a conversation is arranged, and what can be done about it. */
export function Bar({ item, Merge, onReopen }: BarProps) {
  const desk = useDesk();
  const texts = arrangingTexts();
  const tasks = useTasks();
  const open = useSignal<Open>(undefined);
  const { id, state } = item.conversation;
  const snoozed = item.desk?.snoozed;
  const show = (what: Open) => () => {
    open.value = what;
  };
  const mine = isMine(desk, item);
  const over = state.status === "closed";
  useEffect(() => void readSorting().catch(() => undefined), [id]);
  const back = () => attempt(() => wake(desk, id));
  useKeys({
    "alt g": show("tags"),
    "alt l": show("later"),
    ...(mine && { "alt s": snoozed ? back : show("snooze") }),
    ...(over && { "alt o": onReopen }),
  });
  return (
    <div class="arranging-bar" role="group" aria-label={texts.arrange}>
      <Put item={item} />
      <Button small tone="quiet" icon="plus" shortcut="Alt+G" onClick={show("tags")}>
        {texts.tag}
      </Button>
      {mine && (
        <OfMine aside={snoozed !== undefined} onAside={snoozed ? back : show("snooze")} onMerge={show("merge")} />
      )}
      <Button small tone="quiet" icon="send" shortcut="Alt+L" onClick={show("later")}>
        {texts.later}
      </Button>
      {tasks && <tasks.InConversation key={id} item={item} />}
      {over && (
        <Button small tone="quiet" icon="refresh" shortcut="Alt+O" onClick={onReopen}>
          {texts.reopen}
        </Button>
      )}
      <Dialogs item={item} open={open} Merge={Merge} />
    </div>
  );
}

interface OfMineProps {
  aside: boolean;
  onAside: () => unknown;
  onMerge: () => void;
}

/** What one does with a conversation that one has. */
function OfMine({ aside, onAside, onMerge }: OfMineProps) {
  const texts = arrangingTexts();
  return (
    <>
      <Button small tone="quiet" icon="clock" shortcut="Alt+S" onClick={onAside}>
        {aside ? texts.back : texts.snooze}
      </Button>
      <Button small tone="quiet" icon="link" onClick={onMerge}>
        {texts.merge}
      </Button>
    </>
  );
}

/** What it is: put aside, and its tags, each of which can be taken off. */
function Put({ item: { conversation, desk: arranged = {} } }: { item: InboxItem }) {
  const desk = useDesk();
  const { tags = [], snoozed } = arranged;
  return (
    <>
      {snoozed && <Aside until={snoozed.until} />}
      {tags.map((one) => (
        <button
          key={one}
          type="button"
          class="arranging-off"
          aria-label={arrangingTexts().takeOff(tagOf(one).name)}
          onClick={() => void attempt(() => tag(desk, conversation.id, one, false))}
        >
          <TagMark id={one} />
          <Icon name="close" size={12} />
        </button>
      ))}
    </>
  );
}

function Dialogs({ item, open, Merge }: Pick<BarProps, "item" | "Merge"> & { open: Signal<Open> }) {
  const desk = useDesk();
  const { id } = item.conversation;
  const close = () => {
    open.value = undefined;
  };
  return (
    <>
      {open.value === "tags" && (
        <Tags
          on={item.desk?.tags ?? []}
          onToggle={(one, on) => attempt(() => tag(desk, id, one, on))}
          onClose={close}
        />
      )}
      {open.value === "snooze" && <Snooze onPick={(until) => attempt(() => snooze(desk, id, until))} onClose={close} />}
      {open.value === "later" && <Later item={item} onClose={close} />}
      {open.value === "merge" && <Merge item={item} onClose={close} />}
      {closing.value?.id === id && (
        <Codes
          onPick={closing.value.close}
          onClose={() => {
            closing.value = undefined;
          }}
        />
      )}
    </>
  );
}

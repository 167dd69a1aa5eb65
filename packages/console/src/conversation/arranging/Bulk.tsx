import type { InboxItem } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { useDesk } from "../../desk/use-desk.ts";
import { Button } from "../../ui/Button.tsx";
import { TransferDialog } from "../TransferDialog.tsx";
import { snooze, tag } from "./acts.ts";
import { deeds } from "./bulk.ts";
import { Codes } from "./Codes.tsx";
import { Snooze } from "./Snooze.tsx";
import { sorting } from "./sorting.ts";
import { Tags } from "./Tags.tsx";
import { arrangingTexts } from "./texts.ts";

type Open = "tags" | "snooze" | "assign" | "close" | undefined;

/** What can be done with all that is chosen. */
export function Bulk({ items }: { items: readonly InboxItem[] }) {
  const desk = useDesk();
  const texts = arrangingTexts();
  const open = useSignal<Open>(undefined);
  const show = (what: Open) => () => {
    open.value = what;
  };
  const { each, claim, close, assign } = deeds(desk, items);
  const onAll = items.length === 0 ? [] : tagsOnAll(items);
  if (items.length === 0) return null;
  return (
    <div class="arranging-bulk" role="group" aria-label={texts.chosen(items.length)}>
      <b role="status">{texts.chosen(items.length)}</b>
      <Button small onClick={claim}>
        {texts.claim}
      </Button>
      <Button small onClick={show("tags")}>
        {texts.tag}
      </Button>
      <Button small onClick={show("snooze")}>
        {texts.snooze}
      </Button>
      <Button small onClick={show("assign")}>
        {texts.assign}
      </Button>
      <Button small onClick={sorting.value.settings.codes.length > 0 ? show("close") : () => close()}>
        {texts.close}
      </Button>
      {open.value === "tags" && (
        <Tags
          on={onAll}
          onToggle={(one, on) => {
            open.value = undefined;
            each((id) => tag(desk, id, one, on));
          }}
          onClose={show(undefined)}
        />
      )}
      {open.value === "snooze" && (
        <Snooze onPick={(until) => each((id) => snooze(desk, id, until))} onClose={show(undefined)} />
      )}
      {open.value === "assign" && (
        <TransferDialog
          inboxId={items[0]?.conversation.inboxId}
          holder={undefined}
          onPick={({ id }) => assign(id)}
          onClose={show(undefined)}
        />
      )}
      {open.value === "close" && <Codes onPick={close} onClose={show(undefined)} />}
    </div>
  );
}

const tagsOnAll = (items: readonly InboxItem[]): string[] =>
  (items[0]?.desk?.tags ?? []).filter((one) => items.every(({ desk }) => desk?.tags?.includes(one)));

import type { DeskView, InboxItem } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { change } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { visitorName } from "../../desk/visitor-name.ts";
import { now } from "../../language/format.ts";
import { go } from "../../route.ts";
import { Button } from "../../ui/Button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Select } from "../../ui/Select.tsx";
import { attempt } from "../../ui/toast.ts";
import { Bulk } from "./Bulk.tsx";
import { FilterDialog } from "./FilterDialog.tsx";
import { readSorting, sorting } from "./sorting.ts";
import { arrangingTexts } from "./texts.ts";
import { beyond, chosen, fetchView, look, shownIn, type Viewing, viewing } from "./viewing.ts";
import { useWindow } from "./window.ts";

const EVERYTHING: Viewing = { id: "everything", filter: { status: ["bot", "queued", "agent"] }, sort: "newest" };
const ASIDE: Viewing = { id: "aside", filter: { agents: ["me"], snoozed: true }, sort: "oldest" };
const FILTER = "filter";

/** Chooses what the list shows. */
export function ViewBar() {
  const desk = useDesk();
  const texts = arrangingTexts();
  const filtering = useSignal(false);
  const { views } = sorting.value;
  const shown = viewing.value;
  const kept = views.find(({ id }) => id === shown?.id);
  // What came anew when the connection did leaves out what was fetched beyond it.
  const online = desk.live.status.value.status === "online";
  useEffect(() => {
    if (online) void fetchView(desk).catch(() => undefined);
  }, [online]);
  const pick = (id: string) => {
    if (id === FILTER) filtering.value = true;
    else
      void attempt(() =>
        look(
          desk,
          [EVERYTHING, ASIDE, ...views].find((view) => view.id === id),
        ),
      );
  };
  return (
    <div class="arranging-views">
      <Select<string>
        bare
        label={texts.view}
        value={shown ? shown.id : ""}
        options={[
          { value: "", label: texts.usual },
          { value: "everything", label: texts.everything },
          { value: "aside", label: texts.aside },
          ...views.map(({ id, name }) => ({ value: id, label: name })),
          { value: FILTER, label: texts.ownView },
        ]}
        onChange={pick}
      />
      {kept && <Button icon="settings" tone="quiet" label={texts.ownView} onClick={() => pick(FILTER)} />}
      {kept && <RemoveView view={kept} />}
      {filtering.value && (
        <FilterDialog
          view={kept}
          from={shown}
          onShow={(next) => attempt(() => look(desk, next))}
          onClose={() => {
            filtering.value = false;
          }}
        />
      )}
    </div>
  );
}

function RemoveView({ view: { id, by } }: { view: DeskView }) {
  const desk = useDesk();
  if (by !== desk.me.id && desk.me.role === "agent") return null;
  const remove = () =>
    attempt(async () => {
      await change("DELETE", `desk/views/${id}`);
      await readSorting(true);
      await look(desk, undefined);
    });
  return <Button icon="trash" tone="quiet" label={arrangingTexts().removeView} onClick={remove} />;
}

interface ViewListProps {
  view: Viewing;
  open: string | undefined;
  search: (item: InboxItem) => boolean;
  row: (item: InboxItem, choice: JSX.Element) => JSX.Element;
}

/** What fits the view, of which only what is in sight is drawn. */
export function ViewList({ view, open, search, row }: ViewListProps) {
  const desk = useDesk();
  const texts = arrangingTexts();
  const box = useRef<HTMLDivElement>(null);
  // Who waits long enough is looked at once a minute, not once a second.
  const minute = Math.floor(now.value / 60_000) * 60_000;
  const items = shownIn(desk.inbox.items.value.values(), view, desk.me.id, minute).filter(search);
  const { first, last, before, after, reveal } = useWindow(box, items.length);
  const { next, busy } = beyond.value;
  const step = (by: number) => () => {
    const at = items.findIndex(({ conversation }) => conversation.id === open);
    const place = at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by));
    const item = items[place];
    if (!item) return;
    reveal(place);
    go("inbox", item.conversation.id);
  };
  const toggle = (id: string) => {
    const all = new Set(chosen.value);
    if (!all.delete(id)) all.add(id);
    chosen.value = all;
  };
  const [down, up] = [step(1), step(-1)];
  useKeys({ j: down, k: up, "alt ArrowDown": down, "alt ArrowUp": up, x: () => open && toggle(open) });
  const chooseAll = () => {
    chosen.value = new Set(chosen.value.size > 0 ? [] : items.map(({ conversation }) => conversation.id));
  };
  return (
    <>
      <div class="arranging-count">
        <span role="status">{texts.found(items.length, next !== undefined)}</span>
        {items.length > 0 && (
          <Button small tone="quiet" onClick={chooseAll}>
            {chosen.value.size > 0 ? texts.clear : texts.chooseAll}
          </Button>
        )}
      </div>
      <div class="list-body arranging-list" ref={box}>
        {items.length === 0 && !busy && <p class="list-end">{texts.none}</p>}
        <ul style={{ paddingTop: `${before}px`, paddingBottom: `${after}px` }}>
          {items.slice(first, last).map((item) => {
            const { id } = item.conversation;
            return row(
              item,
              <input
                type="checkbox"
                aria-label={texts.choose(visitorName(item.visitor))}
                checked={chosen.value.has(id)}
                onChange={() => toggle(id)}
              />,
            );
          })}
        </ul>
        {next && (
          <div class="list-end">
            <Button tone="quiet" small disabled={busy} onClick={() => attempt(() => fetchView(desk, next))}>
              {texts.more}
            </Button>
          </div>
        )}
      </div>
      <Bulk items={items.filter(({ conversation }) => chosen.value.has(conversation.id))} />
    </>
  );
}

import type { DeskView, InboxItem } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { change } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { visitorName } from "../../desk/visitor-name.ts";
import { now } from "../../language/format.ts";
import { go } from "../../route.ts";
import { Button } from "../../ui/Button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { type Place, useRows } from "../../ui/rows.ts";
import { Select } from "../../ui/Select.tsx";
import { attempt } from "../../ui/toast.ts";
import { Bulk } from "./Bulk.tsx";
import { FilterDialog } from "./FilterDialog.tsx";
import { toggle, useCursor } from "./choosing.ts";
import { readSorting, sorting } from "./sorting.ts";
import { arrangingTexts } from "./texts.ts";
import { beyond, chosen, fetchView, look, shownIn, type Viewing, viewing } from "./viewing.ts";

/** Lists that there are without making them. */
export const EVERYTHING: Viewing = { id: "everything", filter: { status: ["bot", "queued", "agent"] }, sort: "newest" };
export const ASIDE: Viewing = { id: "aside", filter: { agents: ["me"], snoozed: true }, sort: "oldest" };
const FILTER = "filter";
/** Rows before the end at which what follows is fetched. */
const NEAR = 20;

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
  row: (item: InboxItem, place: Place, choice: JSX.Element) => JSX.Element;
}

/** What fits the view, of which only what is in sight is drawn. */
export function ViewList({ view, open, search, row }: ViewListProps) {
  const desk = useDesk();
  const texts = arrangingTexts();
  // Who waits long enough is looked at once a minute, not once a second.
  const minute = view.filter.waitingMinutes === undefined ? 0 : Math.floor(now.value / 60_000) * 60_000;
  const known = desk.inbox.items.value;
  const items = useMemo(
    () => shownIn(known.values(), view, desk.me.id, minute).filter(search),
    [known, view, minute, search],
  );
  const ids = useMemo(() => items.map(({ conversation }) => conversation.id), [items]);
  const cursor = useCursor(ids, open);
  const { list, rows } = useRows(ids, cursor.at ?? open);
  const { next, busy } = beyond.value;
  const more = () => attempt(() => fetchView(desk, next));
  // Who comes near the end gets what follows; where nothing came of it, only by hand.
  const isNearEnd = (rows.at(-1)?.at ?? 0) >= items.length - NEAR;
  useEffect(() => {
    if (isNearEnd && next && !busy && items.length > 0) void more();
  }, [isNearEnd, items.length]);
  const step = (by: number) => () => {
    const at = open === undefined ? -1 : ids.indexOf(open);
    const id = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))];
    if (id !== undefined) go("inbox", id);
  };
  const [down, up] = [step(1), step(-1)];
  useKeys({ j: down, k: up, "alt ArrowDown": down, "alt ArrowUp": up, ...cursor.keys });
  const chooseAll = () => {
    chosen.value = new Set(chosen.value.size > 0 ? [] : ids);
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
      <div class="list-body arranging-list" data-scrolls>
        <div>
          {items.length === 0 && !busy && <p class="list-end">{texts.none}</p>}
          <ul ref={list} class="rows">
            {rows.map(({ at, place }) => {
              const item = items[at];
              const id = ids[at] ?? "";
              return (
                item &&
                row(
                  item,
                  place,
                  <input
                    type="checkbox"
                    aria-label={texts.choose(visitorName(item.visitor))}
                    checked={chosen.value.has(id)}
                    onChange={() => toggle(id)}
                  />,
                )
              );
            })}
          </ul>
          {next && (
            <div class="list-end">
              <Button tone="quiet" small disabled={busy} onClick={more}>
                {texts.more}
              </Button>
            </div>
          )}
        </div>
      </div>
      <Bulk items={items.filter(({ conversation }) => chosen.value.has(conversation.id))} />
    </>
  );
}

import { deskWords } from "../desk/words.ts";
import type { InboxItem } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { go } from "../route.ts";
import { useKeys } from "../ui/keys.ts";
import { useRows } from "../ui/rows.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Icon } from "../ui/Icon.tsx";
import { Empty, Loading } from "../ui/parts.tsx";
import { useArranging } from "../conversation/use-arranging.ts";
import { type GroupName, group, matchesWords, GROUPS, type Groups } from "./groups.ts";
import { LoadMore } from "./LoadMore.tsx";
import { MayNotify } from "./MayNotify.tsx";
import { Mentions } from "./Mentions.tsx";
import { Presence } from "./Presence.tsx";
import { Row } from "./Row.tsx";
import { inboxWords } from "./words.ts";

/** All conversations, in groups, with a search. */
export function List({ open }: { open: string | undefined }) {
  const { inbox, me } = useDesk();
  const words = inboxWords();
  const search = useSignal("");
  const folds = useSignal<ReadonlySet<GroupName>>(new Set(["left", "aside"]));
  const field = useRef<HTMLInputElement>(null);
  const part = useArranging();
  const view = part?.viewing.value;
  const [items, online, wanted] = [inbox.items.value, inbox.online.value, search.value];
  // Of ten thousand, so not for each fold or step. A view has an order of its own.
  const groups = useMemo(
    () => group(view ? [] : items.values(), me.id, { search: wanted, online }),
    [view, items, wanted, online],
  );
  const matches = useMemo(() => (item: InboxItem) => matchesWords(item, wanted), [wanted]);
  const searching = wanted !== "";
  // What was looked for is shown wherever it is.
  const isFolded = (name: GroupName) => !searching && folds.value.has(name);
  const step = (by: number) => {
    const order = GROUPS.filter((name) => !isFolded(name)).flatMap((name) => groups[name]);
    const at = order.findIndex(({ conversation }) => conversation.id === open);
    const next = order[at < 0 ? 0 : at + by];
    if (next) go("inbox", next.conversation.id);
  };
  const [down, up] = [() => step(1), () => step(-1)];
  // A view within has steps of its own, and what is drawn around it would lie on top of them.
  const steps = view ? {} : { j: down, k: up, "alt ArrowDown": down, "alt ArrowUp": up };
  useKeys({ ...steps, "/": () => field.current?.focus() });
  const fold = (name: GroupName) => {
    const next = new Set(folds.value);
    if (!next.delete(name)) next.add(name);
    folds.value = next;
  };
  return (
    <section class="list" aria-label={words.conversations}>
      <header class="list-head">
        <h2>{words.conversations}</h2>
        <Presence />
        <MayNotify />
        {part && <part.ViewBar />}
        <label class="search">
          <span class="said">{words.search}</span>
          <Icon name="search" />
          <input
            ref={field}
            type="search"
            placeholder={words.search}
            value={search.value}
            onInput={(event) => {
              search.value = event.currentTarget.value;
            }}
          />
        </label>
      </header>
      {part && view ? (
        <part.ViewList
          view={view}
          open={open}
          search={matches}
          row={(item, place, choice) => (
            <Row key={item.conversation.id} item={item} open={item.conversation.id === open} {...place}>
              {choice}
            </Row>
          )}
        />
      ) : (
        <div class="list-body" data-scrolls>
          <div>
            {!inbox.loaded.value && <Loading lines={8} />}
            <Mentions />
            {GROUPS.map((name) => (
              <Group key={name} name={name} groups={groups} open={open} folded={isFolded(name)} onFold={fold} />
            ))}
            {inbox.loaded.value && <Nothing groups={groups} searching={searching} />}
          </div>
        </div>
      )}
    </section>
  );
}

interface GroupProps {
  name: GroupName;
  groups: Groups;
  open: string | undefined;
  folded: boolean;
  onFold: (name: GroupName) => void;
}

function Group({ name, groups, open, folded, onFold }: GroupProps) {
  const items = groups[name];
  if (!items.length) return null;
  return (
    <section class={`group ${name}`} aria-label={deskWords().groups[name]}>
      <h3>
        <button type="button" aria-expanded={!folded} onClick={() => onFold(name)}>
          <Icon name={folded ? "right" : "down"} size={12} />
          {deskWords().groups[name]}
          <span class="tally">{items.length}</span>
        </button>
      </h3>
      {!folded && <Rows items={items} open={open} />}
      {name === "closed" && !folded && <LoadMore />}
    </section>
  );
}

/** As many rows as are in sight. */
function Rows({ items, open }: { items: readonly InboxItem[]; open: string | undefined }) {
  const ids = useMemo(() => items.map(({ conversation }) => conversation.id), [items]);
  const { list, rows } = useRows(ids, open);
  return (
    <ul ref={list} class="rows">
      {rows.map(({ at, place }) => {
        const item = items[at];
        const id = ids[at];
        return item && <Row key={id} item={item} open={id === open} {...place} />;
      })}
    </ul>
  );
}

function Nothing({ groups, searching }: { groups: Groups; searching: boolean }) {
  const words = inboxWords();
  if (GROUPS.some((name) => groups[name].length)) return null;
  return searching ? (
    <Empty icon="search" title={words.noMatch}>
      {words.noMatchText}
      <LoadMore />
    </Empty>
  ) : (
    <Empty icon="inbox" title={words.nothing}>
      {words.nothingText}
    </Empty>
  );
}

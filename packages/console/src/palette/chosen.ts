import type { InboxItem } from "@parley/protocol";
import { fits, sees } from "@parley/protocol";
import { snooze, tag, timesFrom } from "../conversation/arranging/acts.ts";
import { deeds } from "../conversation/arranging/bulk.ts";
import { sorting } from "../conversation/arranging/sorting.ts";
import { arrangingTexts } from "../conversation/arranging/texts.ts";
import { chosen, viewing } from "../conversation/arranging/viewing.ts";
import type { Desk } from "../desk/desk.ts";
import type { Command } from "./matching.ts";
import { paletteTexts } from "./texts.ts";

/** What can be done with all conversations that are chosen in the view; those that it no longer shows are left alone. */
export function withChosen(desk: Desk): Command[] {
  const items = itemsChosen(desk);
  if (items.length === 0) return [];
  const texts = arrangingTexts();
  const { claim } = deeds(desk, items);
  const clear = () => {
    chosen.value = new Set();
  };
  const all = [
    { id: "claim", label: texts.claim, run: claim },
    ...closing(desk, items),
    ...tags(desk, items),
    ...asides(desk, items),
    ...colleagues(desk, items),
    { id: "clear", label: texts.clear, run: clear },
  ];
  const group = texts.chosen(items.length);
  return all.map((one) => ({ ...one, id: `chosen ${one.id}`, group }));
}

function itemsChosen({ inbox, me }: Desk): InboxItem[] {
  const filter = viewing.peek()?.filter;
  const known = inbox.items.peek();
  const who = { me: me.id, now: Date.now() };
  return [...chosen.peek()].flatMap((id) => {
    const item = known.get(id);
    return item && filter && fits(item, filter, who) ? item : [];
  });
}

type Deed = Omit<Command, "group">;

function closing(desk: Desk, items: readonly InboxItem[]): Deed[] {
  const { codes, codeRequired } = sorting.peek().settings;
  const texts = arrangingTexts();
  const { close } = deeds(desk, items);
  const named = codes.map(({ id, name }) => ({
    id: `close ${id}`,
    label: `${texts.close}: ${name}`,
    run: () => close(id),
  }));
  return codeRequired ? named : [{ id: "close", label: texts.close, run: () => close() }, ...named];
}

function tags(desk: Desk, items: readonly InboxItem[]): Deed[] {
  const { groups } = paletteTexts();
  const { each } = deeds(desk, items);
  return sorting.peek().settings.tags.map(({ id, name }) => {
    const on = items.every((item) => item.desk?.tags?.includes(id));
    const run = () => each((conversationId) => tag(desk, conversationId, id, !on));
    return { id: `tag ${id}`, label: `${on ? groups.untag : groups.tag}: ${name}`, run };
  });
}

function asides(desk: Desk, items: readonly InboxItem[]): Deed[] {
  const { choices, untilWrites } = arrangingTexts();
  const { groups } = paletteTexts();
  const { each } = deeds(desk, items);
  const until = (label: string, at?: number): Deed => ({
    id: `aside ${label}`,
    label: `${groups.aside}: ${label}`,
    run: () => each((id) => snooze(desk, id, at)),
  });
  const times = Object.entries(timesFrom(new Date()));
  return [...times.map(([name, at]) => until(choices[name as keyof typeof choices], at)), until(untilWrites)];
}

/** Who sees the inboxes of all that are chosen. */
function colleagues(desk: Desk, items: readonly InboxItem[]): Deed[] {
  const { assign } = deeds(desk, items);
  return desk.inbox.presence
    .peek()
    .filter(({ inboxes }) => items.every(({ conversation }) => sees({ inboxes }, conversation.inboxId)))
    .map(({ agent: { id, name } }) => ({
      id: `hand ${id}`,
      label: `${paletteTexts().groups.hand}: ${name}`,
      run: () => assign(id),
    }));
}

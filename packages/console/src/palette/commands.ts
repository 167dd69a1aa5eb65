import { type InboxItem, sees } from "@parley/protocol";
import { snooze, tag, isMine, timesFrom } from "../conversation/arranging/acts.ts";
import { sorting } from "../conversation/arranging/sorting.ts";
import { arrangingTexts } from "../conversation/arranging/texts.ts";
import { look } from "../conversation/arranging/viewing.ts";
import { ASIDE, EVERYTHING } from "../conversation/arranging/Views.tsx";
import type { Desk } from "../desk/desk.ts";
import { visitorName } from "../desk/visitor-name.ts";
import { go } from "../route.ts";
import { settingsWords } from "../settings/words.ts";
import { commandOf } from "../ui/keys.ts";
import { attempt } from "../ui/toast.ts";
import { withChosen } from "./chosen.ts";
import { type Command, fits } from "./matching.ts";
import { paletteTexts } from "./texts.ts";

/** A page of the console. */
export interface Page {
  name: string;
  title: string;
}

/** Conversations that are found by a name. */
const FOUND = 8;

/** All that can be done here and now: with what is chosen, with the conversation that is open, with the list, in the console. */
export function allCommands(desk: Desk, pages: readonly Page[], typed: string): Command[] {
  const item = itemOf(desk);
  return [
    ...withChosen(desk),
    ...byKeys(desk),
    ...(item ? withConversation(desk, item) : []),
    ...views(desk),
    ...pages.flatMap(ofPage),
    ...found(desk, typed),
  ];
}

/** The conversation that is open. */
export function itemOf({ thread, inbox }: Desk): InboxItem | undefined {
  const id = thread.peek()?.conversationId;
  return id === undefined ? undefined : inbox.items.peek().get(id);
}

/** What a key does here now. */
function byKeys({ leavings, thread }: Desk): Command[] {
  const { keys, groups } = paletteTexts();
  // Keys that are always heard, and do nothing where there is nothing to do it with.
  const idle = new Set([leavings.entries.peek().length === 0 && "alt z", !thread.peek() && "x"]);
  return Object.entries(keys).flatMap(([key, [label = "", shown = ""]]) => {
    const run = idle.has(key) ? undefined : commandOf(key);
    return run ? [{ id: key, label, keys: shown, group: groups.here, run }] : [];
  });
}

function withConversation(desk: Desk, item: InboxItem): Command[] {
  const { id } = item.conversation;
  const { groups } = paletteTexts();
  const put = item.desk?.tags ?? [];
  const tags = sorting.peek().settings.tags.map((one) => {
    const on = put.includes(one.id);
    const run = () => attempt(() => tag(desk, id, one.id, !on));
    return { id: `tag ${one.id}`, label: one.name, group: on ? groups.untag : groups.tag, run };
  });
  return isMine(desk, item) ? [...tags, ...asides(desk, item), ...colleagues(desk, item)] : tags;
}

function asides(desk: Desk, { conversation: { id } }: InboxItem): Command[] {
  const { groups } = paletteTexts();
  const { choices, untilWrites } = arrangingTexts();
  const until = (label: string, at?: number) => ({
    id: `aside ${label}`,
    label,
    group: groups.aside,
    run: () => attempt(() => snooze(desk, id, at)),
  });
  const times = timesFrom(new Date());
  return [
    ...Object.entries(times).map(([name, at]) => until(choices[name as keyof typeof choices], at)),
    until(untilWrites),
  ];
}

function colleagues(desk: Desk, item: InboxItem): Command[] {
  const { state, inboxId } = item.conversation;
  if (state.status !== "agent" || state.agent.id !== desk.me.id) return [];
  return desk.inbox.presence
    .peek()
    .filter(({ agent, inboxes }) => agent.id !== desk.me.id && sees({ inboxes }, inboxId))
    .map(({ agent: { id, name } }) => ({
      id: `hand ${id}`,
      label: name,
      group: paletteTexts().groups.hand,
      run: () => desk.leavings.begin(item, { to: "agent", agentId: id, name }),
    }));
}

function views(desk: Desk): Command[] {
  const texts = arrangingTexts();
  const kept = sorting.peek().views.map((view) => [view.name, view] as const);
  const all = [[texts.usual, undefined], [texts.everything, EVERYTHING], [texts.aside, ASIDE], ...kept] as const;
  return all.map(([label, view]) => ({
    id: `view ${view?.id ?? ""}`,
    label,
    group: paletteTexts().groups.view,
    run: () => {
      go("inbox");
      return attempt(() => look(desk, view));
    },
  }));
}

function ofPage({ name, title }: Page): Command[] {
  const page = { id: `page ${name}`, label: title, group: paletteTexts().groups.page, run: () => go(name) };
  if (name !== "settings") return [page];
  const tabs = Object.entries(settingsWords().tabs);
  const within = ([tab, label]: [string, string]) => ({
    id: `page ${name} ${tab}`,
    label,
    group: title,
    run: () => go(name, tab),
  });
  return [page, ...tabs.map(within)];
}

/** Conversations of somebody who is called so, and a look for what was said. */
function found({ inbox }: Desk, typed: string): Command[] {
  const words = typed.trim();
  if (words.length === 0) return [];
  const { groups, words: said } = paletteTexts();
  const named: Command[] = [];
  for (const { conversation, visitor } of inbox.items.peek().values()) {
    if (named.length === FOUND) break;
    const label = visitorName(visitor);
    // As the list does it: who falls out there would take the room of others here.
    if (!fits({ label, group: groups.open }, words)) continue;
    const { id } = conversation;
    named.push({ id: `open ${id}`, label, group: groups.open, run: () => go("inbox", id) });
  }
  return [...named, { id: "search", label: said(words), group: groups.search, run: () => search(words) }];
}

const search = (words: string): void => {
  location.hash = `#/search?${new URLSearchParams({ q: words })}`;
};

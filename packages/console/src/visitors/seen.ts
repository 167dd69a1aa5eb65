import type { Onlooker, OnSite, OnSiteAsked } from "@parley/protocol";
import { signal } from "@preact/signals";
import type { Desk } from "../desk/desk.ts";
import { toast } from "../ui/toast.ts";
import { visitorTexts } from "./texts.ts";

/** Milliseconds after which is asked again who is there. */
const AGAIN = 5_000;

/** What one wants to see, as it stands in the filters. */
export interface Wanted {
  inbox: string;
  page: string;
  visits: "" | "new" | "returning";
  talks: "" | "talking" | "silent";
}
export const wanted = signal<Wanted>({ inbox: "", page: "", visits: "", talks: "" });
/** Who is there, as far as it is known; why it is not. */
export const seen = signal<OnSite | undefined>(undefined);
export const failed = signal<unknown>(undefined);

export const isFiltered = ({ inbox, page, visits, talks }: Wanted) => Boolean(inbox || page.trim() || visits || talks);

function askedFor({ inbox, page, visits, talks }: Wanted): OnSiteAsked {
  return {
    ...(inbox && { inboxId: inbox }),
    ...(page.trim() && { page }),
    ...(visits && { returning: visits === "returning" }),
    ...(talks && { talking: talks === "talking" }),
  };
}

/** What came of one's own invitations was said up to here. */
const said = new Map<string, string>();

/** Says what became of an invitation, once. What was over before one looked is no news. */
function tellNews({ invitations }: OnSite, first: boolean): void {
  const texts = visitorTexts();
  const news = { left: texts.nowLeft, answered: texts.nowAnswered, dismissed: texts.nowDismissed };
  for (const { id, state } of invitations) {
    if (said.get(id) === state) continue;
    said.set(id, state);
    if (!first && (state === "left" || state === "answered" || state === "dismissed")) toast(news[state]);
  }
}

let turn = 0;

/** Asks who is there. What was asked before and comes later says nothing any more. */
export async function look({ live }: Pick<Desk, "live">): Promise<void> {
  const mine = ++turn;
  try {
    const found = await live.ask("onSite", askedFor(wanted.peek()), AGAIN * 2);
    if (mine !== turn) return;
    tellNews(found, seen.peek() === undefined);
    seen.value = found;
    failed.value = undefined;
  } catch (cause) {
    if (mine === turn) failed.value = cause;
  }
}

/** Goes on looking until it is told to stop. A window that nobody looks at does not ask. */
export function keepLooking(desk: Pick<Desk, "live">): () => void {
  const again = () => {
    if (!document.hidden) void look(desk);
  };
  again();
  const timer = setInterval(again, AGAIN);
  document.addEventListener("visibilitychange", again);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", again);
    seen.value = failed.value = undefined;
  };
}

/** What somebody is called: by name where they are known, else by a part of what names their browser. */
export const nameOf = ({ name, id }: Pick<Onlooker, "name" | "id">) => name ?? visitorTexts().someone(id.slice(0, 4));

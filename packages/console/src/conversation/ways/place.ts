import { hasOlder } from "@parley/client";
import { useEffect } from "preact/hooks";
import type { Thread } from "../../desk/thread.ts";
import { route } from "../../route.ts";

/** Pages of a log that are read at most to come to a place. */
const MOST = 50;

/** Shows the place of the conversation that the address names (`?at=`), and marks it. */
export function Place({ thread }: { thread: Thread }): null {
  const at = Number(route.value.query.get("at"));
  const ready = thread.phase.value === "ready";
  useEffect(() => {
    if (ready && at > 0) void show(thread, at);
  }, [thread.conversationId, at, ready]);
  return null;
}

async function show(thread: Thread, at: number): Promise<void> {
  for (let page = 0; page < MOST; page += 1) {
    const first = thread.log.value.events[0]?.seq ?? 0;
    if (first <= at || !hasOlder(thread.log.value)) break;
    await thread.older().catch(() => undefined);
    // Somebody else may be reading it.
    await nextFrame();
  }
  await nextFrame();
  for (const marked of document.querySelectorAll("[data-place]")) marked.removeAttribute("data-place");
  const there = document.querySelector<HTMLElement>(`.thread [data-seq="${at}"]`);
  if (!there) return;
  there.dataset["place"] = "";
  there.scrollIntoView({ block: "center" });
  // Until the thread has heard of that, it stays at its end when anything is shown anew.
  await nextFrame();
  there.scrollIntoView({ block: "center" });
  there.tabIndex = -1;
  there.focus({ preventScroll: true });
}

const nextFrame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

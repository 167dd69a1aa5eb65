import { useEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { now } from "../language/format.ts";
import { addStyles } from "../ui/add-styles.ts";
import { Button } from "../ui/Button.tsx";
import { Reached } from "../quality/Reached.tsx";
import { SiteChoice } from "../ui/InboxChoice.tsx";
import { PageHead } from "../ui/parts.tsx";
import { boardOf } from "./board.ts";
import { Queue } from "./Queue.tsx";
import { Numbers } from "./Numbers.tsx";
import { Team } from "./Team.tsx";
import { boardTexts } from "./texts.ts";
import { boardWords } from "./words.ts";

addStyles("board");

/** How the service stands now: who waits, who works, and what can be done about it in one step. For a supervisor's screen or a wall. */
export function Board() {
  const { inbox } = useDesk();
  const texts = boardTexts();
  const page = useRef<HTMLDivElement>(null);
  const [site, setSite] = useState("");
  const board = boardOf({
    items: inbox.items.value.values(),
    presence: inbox.presence.value,
    online: inbox.online.value,
    inboxId: site || undefined,
    now: now.value,
  });
  // A wall is looked at, not touched: it must not fall asleep.
  const awake = useRef<WakeLockSentinel | undefined>(undefined);
  useEffect(() => {
    // The browser lets go of it while the tab is hidden.
    const again = () => {
      if (awake.current && document.visibilityState === "visible") void stayAwake();
    };
    document.addEventListener("visibilitychange", again);
    return () => {
      document.removeEventListener("visibilitychange", again);
      void awake.current?.release();
    };
  }, []);
  const stayAwake = async () => {
    const lock = await (navigator.wakeLock as WakeLock | undefined)?.request("screen").catch(() => undefined);
    awake.current = lock ?? awake.current;
  };
  const fill = async () => {
    await page.current?.requestFullscreen();
    await stayAwake();
  };
  return (
    <div class="board page" ref={page}>
      <PageHead title={boardWords().title}>
        <SiteChoice sites={inbox.sites.value} value={site} onChange={setSite} />
        {document.fullscreenEnabled && <Button onClick={() => void fill().catch(() => undefined)}>{texts.wall}</Button>}
      </PageHead>
      <Numbers board={board} site={site} />
      <Reached site={site} />
      <Queue waiting={board.waiting} />
      <Team team={board.team} />
    </div>
  );
}

import { useEffect, useState } from "preact/hooks";
import { LeavingNotice } from "../conversation/LeavingNotice.tsx";
import { Inbox } from "../inbox/Inbox.tsx";
import { useAlerts } from "../inbox/use-alerts.ts";
import { Knowledge } from "../knowledge/Knowledge.tsx";
import { go, route } from "../route.ts";
import { AccountBanner } from "./AccountBanner.tsx";
import { late } from "../ui/late.tsx";
import { ConnectionBanner } from "./ConnectionBanner.tsx";
import { useKeys } from "./keys.ts";
import { Keyboard } from "./Keyboard.tsx";
import { Navigation } from "./Navigation.tsx";
import { Preferences } from "./Preferences.tsx";
import { type SectionName, sectionsFor } from "./sections.ts";
import { useDesk } from "./use-desk.ts";
import { useStrayFiles } from "./use-stray-files.ts";
import { shellWords } from "./words.ts";

const SCREENS: Record<SectionName, () => preact.JSX.Element> = {
  inbox: Inbox,
  knowledge: Knowledge,
  training: late(async () => (await import("../training/Training.tsx")).Training),
  review: late(async () => (await import("../review/Review.tsx")).Review),
  reports: late(async () => (await import("../reports/Reports.tsx")).Reports),
  team: late(async () => (await import("../team/Team.tsx")).Team),
};

/** The frame around every screen: sections, connection, preferences, keys. */
export function Shell() {
  const desk = useDesk();
  const [open, setOpen] = useState<"keyboard" | "preferences">();
  const allowed = sectionsFor(desk.me.role);
  const section = allowed.find(({ name }) => name === route.value.section)?.name ?? "inbox";
  const Section = SCREENS[section];
  useAlerts();
  useStrayFiles();
  useEffect(() => {
    if (section !== "inbox") desk.show(undefined);
    // So that the keys of the browser scroll what is shown, and a screen reader begins there.
    if (hasFocus(".navigation")) document.getElementById("main")?.focus({ preventScroll: true });
  }, [section]);
  useKeys({
    "?": () => setOpen("keyboard"),
    ...Object.fromEntries(allowed.map(({ name, key }) => [`g ${key}`, () => go(name)])),
  });
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={skip}>
        {shellWords().skip}
      </a>
      <Navigation section={section} onOpen={setOpen} />
      <div class="stage">
        <ConnectionBanner />
        <AccountBanner />
        <main id="main" tabIndex={-1} class={`screen ${section}-screen`}>
          <Section />
        </main>
      </div>
      <Leavings />
      {open === "keyboard" && <Keyboard onClose={() => setOpen(undefined)} />}
      {open === "preferences" && <Preferences onClose={() => setOpen(undefined)} />}
    </div>
  );
}

/** Conversations one lets go of that are not on screen. */
function Leavings() {
  const { leavings, thread } = useDesk();
  useKeys({ "alt z": () => leavings.undo() });
  return (
    <div class="leavings">
      {leavings.entries.value
        .filter(({ conversationId }) => conversationId !== thread.value?.conversationId)
        .map((leaving) => (
          <LeavingNotice key={leaving.id} leaving={leaving} />
        ))}
    </div>
  );
}

/** Whether nothing has the focus, or something within `place`. */
function hasFocus(place: string): boolean {
  const { activeElement } = document;
  return !activeElement || activeElement === document.body || activeElement.closest(place) !== null;
}

/** The address after `#` is our route, so the link must not change it. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

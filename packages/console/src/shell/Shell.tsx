import { useEffect, useState } from "preact/hooks";
import { LeavingNotice } from "../conversation/LeavingNotice.tsx";
import { useAlerts } from "../inbox/use-alerts.ts";
import { go, route } from "../route.ts";
import { AccountBanner } from "./AccountBanner.tsx";
import { ConnectionBanner } from "./ConnectionBanner.tsx";
import { useKeys } from "../ui/keys.ts";
import { Commands } from "./Commands.tsx";
import { Keyboard } from "./Keyboard.tsx";
import { Navigation } from "./Navigation.tsx";
import { Preferences } from "./Preferences.tsx";
import { sectionAt, sectionsFor } from "./sections.ts";
import { useDesk } from "../desk/use-desk.ts";
import { useStrayFiles } from "./use-stray-files.ts";
import { shellWords } from "./words.ts";

/** The frame around every screen: sections, connection, preferences, keys. */
export function Shell() {
  const desk = useDesk();
  const [open, setOpen] = useState<"keyboard" | "preferences" | "palette">();
  const { role } = desk.me;
  const { name: section, Screen } = sectionAt(route.value.section, role);
  useAlerts();
  useStrayFiles();
  useEffect(() => {
    if (section !== "inbox") desk.show(undefined);
    // So that the keys of the browser scroll what is shown, and a screen reader begins there.
    if (hasFocus(".navigation")) document.getElementById("main")?.focus({ preventScroll: true });
  }, [section]);
  useKeys({
    "?": () => setOpen("keyboard"),
    "mod k": () => setOpen("palette"),
    ...Object.fromEntries(sectionsFor(role).map(({ name, key }) => [`g ${key}`, () => go(name)])),
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
          <Screen />
        </main>
      </div>
      <Leavings />
      {open === "palette" && <Commands onClose={() => setOpen(undefined)} />}
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

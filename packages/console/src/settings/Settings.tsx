import type { SavedSettings, SettingsName } from "@parley/protocol";
import { change, read } from "../api.ts";
import { useLoader } from "../live/load.ts";
import { go, href, route } from "../route.ts";
import { Fetched, PageHead } from "../ui/parts.tsx";
import { optionsOf, Segments } from "../ui/Select.tsx";
import { late } from "../ui/late.tsx";
import { Bot } from "./Bot.tsx";
import { Inboxes } from "./Inboxes.tsx";
import { Saved } from "./saved.tsx";
import { Spoken } from "./spoken.ts";
import { settingsWords } from "./words.ts";
import { Workspace } from "./Workspace.tsx";

const TABS = ["workspace", "inboxes", "bot", "desk", "routing", "sla", "surveys", "model"] as const;

/** What is fetched when it is first shown. */
const LATE = {
  desk: late(async () => (await import("./Desk.tsx")).KeptDesk),
  sla: late(async () => (await import("./sla/Page.tsx")).Page),
  surveys: late(async () => (await import("./surveys/Page.tsx")).Page),
  model: late(async () => (await import("./language-model/Page.tsx")).Page),
  routing: late(async () => (await import("./routing/Page.tsx")).Page),
};

/** What is kept in the store and holds at once: of the workspace, its inboxes, its bot. */
export function Settings() {
  const words = settingsWords();
  const tab = TABS.find((name) => name === route.value.rest[0]) ?? "workspace";
  return (
    <div class="settings page">
      <PageHead title={words.title}>
        <a class="button plain" href={href("guide")}>
          {words.guide}
        </a>
        <Segments
          label={words.title}
          value={tab}
          options={optionsOf(TABS, words.tabs)}
          onChange={(name) => go("settings", name)}
        />
      </PageHead>
      <Tab tab={tab} />
    </div>
  );
}

function Tab({ tab }: { tab: (typeof TABS)[number] }) {
  if (tab === "inboxes") return <Inboxes />;
  if (tab === "workspace" || tab === "bot") return <Kept key={tab} name={tab} />;
  const Late = LATE[tab];
  return <Late key={tab} />;
}

function Kept({ name }: { name: SettingsName }) {
  const loader = useLoader(() => read<SavedSettings>("settings"));
  const path = `settings/${name}`;
  const save = (value: object, version: number) => change("PUT", path, { version, value });
  const usual = { path, save, reload: loader.reload };
  return (
    <Fetched from={loader}>
      {({ workspace, bot }) =>
        name === "workspace" ? (
          <Saved key={workspace.version} kept={workspace} {...usual}>
            {(draft) => <Workspace {...draft} />}
          </Saved>
        ) : (
          <Saved key={bot.version} kept={bot} {...usual}>
            {(draft) => (
              <Spoken.Provider value={workspace.value.languages}>
                <Bot {...draft} />
              </Spoken.Provider>
            )}
          </Saved>
        )
      }
    </Fetched>
  );
}

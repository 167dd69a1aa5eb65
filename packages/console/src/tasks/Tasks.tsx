import type { TaskList, TaskPage, TaskSort, TaskState } from "@parley/protocol";
import { useEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { useLoader } from "../live/load.ts";
import { route } from "../route.ts";
import { addStyles } from "../ui/add-styles.ts";
import { Button } from "../ui/Button.tsx";
import { useKeys } from "../ui/keys.ts";
import { SiteChoice } from "../ui/InboxChoice.tsx";
import { Empty, Fetched, PageHead } from "../ui/parts.tsx";
import { optionsOf, Segments, Select } from "../ui/Select.tsx";
import { attempt } from "../ui/toast.ts";
import { changes, listTasks } from "./calls.ts";
import { Rows } from "./Rows.tsx";
import { TaskDialog } from "./TaskDialog.tsx";
import { taskTexts } from "./texts.ts";
import { taskWords } from "./words.ts";

addStyles("tasks");

const LISTS = ["mine", "team", "unassigned", "overdue", "all"] as const;
const SORTS = ["due", "priority", "changed"] as const;
const STATES = ["open", "waiting", "done"] as const;

interface Asked {
  list: TaskList;
  state: TaskState | "";
  sort: TaskSort;
  inbox: string;
}

/** What needs work after the chat: one's own, one's teams', nobody's, what is overdue, and all. */
export function Tasks() {
  const texts = taskTexts();
  const [asked, setAsked] = useState<Asked>({ list: "mine", state: "", sort: "due", inbox: "" });
  const { list, state, sort, inbox } = asked;
  const address = { list, state, sort, inbox };
  const loader = useLoader(() => listTasks(address), JSON.stringify(address));
  const [opened, setOpened] = useState(route.value.rest[0]);
  const rows = useRef<HTMLDivElement>(null);
  const step = (by: number) => () => {
    const titles = [...(rows.current?.querySelectorAll<HTMLElement>(".task-title") ?? [])];
    const at = titles.indexOf(document.activeElement as HTMLElement);
    titles[Math.min(titles.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys({ j: step(1), k: step(-1) });
  const first = useRef(changes.value);
  useEffect(() => {
    if (first.current !== changes.value) void loader.reload();
    first.current = changes.value;
  }, [changes.value]);
  const more = async (page: TaskPage) => {
    const next = await listTasks({ ...address, after: page.next });
    loader.set({ ...next, items: [...page.items, ...next.items] });
  };
  return (
    <div class="tasks page">
      <PageHead title={taskWords().title} text={texts.text} />
      <Asking asked={asked} onChange={(change) => setAsked({ ...asked, ...change })} />
      <Fetched from={loader}>
        {(page) => (
          <div ref={rows}>
            {page.items.length === 0 ? (
              <Empty icon="check" title={texts.none}>
                {texts.noneText}
              </Empty>
            ) : (
              <Rows tasks={page.items} onOpen={setOpened} />
            )}
            {page.next !== undefined && <Button onClick={() => attempt(() => more(page))}>{texts.more}</Button>}
          </div>
        )}
      </Fetched>
      {opened !== undefined && <TaskDialog id={opened} onClose={() => setOpened(undefined)} />}
    </div>
  );
}

function Asking({ asked, onChange }: { asked: Asked; onChange: (change: Partial<Asked>) => void }) {
  const texts = taskTexts();
  const sites = useDesk().inbox.sites.value;
  return (
    <div class="contact-filters">
      <Segments<TaskList>
        label={texts.list}
        value={asked.list}
        options={optionsOf(LISTS, texts.lists)}
        onChange={(list) => onChange({ list })}
      />
      <Select<Asked["state"]>
        bare
        label={texts.state}
        value={asked.state}
        options={[{ value: "", label: texts.notDone }, ...optionsOf(STATES, texts.states)]}
        onChange={(state) => onChange({ state })}
      />
      <Select<TaskSort>
        bare
        label={texts.sort}
        value={asked.sort}
        options={optionsOf(SORTS, texts.sorts)}
        onChange={(sort) => onChange({ sort })}
      />
      <SiteChoice sites={sites} value={asked.inbox} onChange={(inbox) => onChange({ inbox })} />
    </div>
  );
}

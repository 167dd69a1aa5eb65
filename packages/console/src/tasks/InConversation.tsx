import { type InboxItem, newId, type TaskEdit } from "@parley/protocol";
import { useEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { now } from "../language/format.ts";
import { useLoader } from "../live/load.ts";
import { addStyles } from "../ui/add-styles.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { useKeys } from "../ui/keys.ts";
import { Badge } from "../ui/parts.tsx";
import { toast } from "../ui/toast.ts";
import { changes, isOverdue, listTasks } from "./calls.ts";
import { TaskDialog } from "./TaskDialog.tsx";
import { TaskForm } from "./TaskForm.tsx";
import { taskTexts } from "./texts.ts";

addStyles("tasks");

/** Tasks of a conversation that are not done, and a way to make one. */
export function InConversation({ item }: { item: InboxItem }) {
  const texts = taskTexts();
  const { id: conversationId, inboxId = "web" } = item.conversation;
  const [opened, setOpened] = useState<string>();
  const close = () => setOpened(undefined);
  useKeys({ "alt w": () => setOpened("new") });
  return (
    <>
      <Open asked={{ conversation: conversationId }} label={texts.ofConversation} onOpen={setOpened} />
      <Button small tone="quiet" icon="check" shortcut="Alt+W" onClick={() => setOpened("new")}>
        {texts.make}
      </Button>
      {opened === "new" && <Making conversationId={conversationId} inboxId={inboxId} onClose={close} />}
      {opened !== undefined && opened !== "new" && <TaskDialog id={opened} onClose={close} />}
    </>
  );
}

/** Tasks of all that a contact said. */
export function OfContact({ id }: { id: string }) {
  const [opened, setOpened] = useState<string>();
  return (
    <div class="task-acts">
      <Open asked={{ contact: id }} label={taskTexts().ofContact} onOpen={setOpened} />
      {opened !== undefined && <TaskDialog id={opened} onClose={() => setOpened(undefined)} />}
    </div>
  );
}

interface OpenProps {
  asked: Record<string, string>;
  label: string;
  onOpen: (id: string) => void;
}

function Open({ asked, label, onOpen }: OpenProps) {
  const loader = useLoader(() => listTasks(asked), JSON.stringify(asked));
  const first = useRef(changes.value);
  useEffect(() => {
    if (first.current !== changes.value) void loader.reload();
    first.current = changes.value;
  }, [changes.value]);
  const state = loader.state.value;
  const tasks = state.status === "ready" ? state.value.items : [];
  if (tasks.length === 0) return null;
  const late = tasks.filter((task) => isOverdue(task, now.value)).length;
  return (
    <span class="task-chips" role="group" aria-label={late ? `${label} · ${taskTexts().overdueHere(late)}` : label}>
      {tasks.map((task) => (
        <button type="button" key={task.id} class="task-chip" onClick={() => onOpen(task.id)}>
          <bdi>{task.title}</bdi> {isOverdue(task, now.value) && <Badge tone="bad">{taskTexts().overdue}</Badge>}
        </button>
      ))}
    </span>
  );
}

interface MakingProps {
  conversationId: string;
  inboxId: string;
  onClose: () => void;
}

function Making({ conversationId, inboxId, onClose }: MakingProps) {
  const { me } = useDesk();
  const texts = taskTexts();
  const [edit] = useState<TaskEdit>(() => ({
    id: newId(),
    conversationId,
    title: "",
    owner: { kind: "agent", id: me.id },
    priority: 1,
    state: "open",
    version: 0,
  }));
  const saved = () => {
    toast(texts.made);
    onClose();
  };
  return (
    <Dialog title={texts.makeTitle} onClose={onClose}>
      <TaskForm edit={edit} inboxId={inboxId} onSaved={saved} />
    </Dialog>
  );
}

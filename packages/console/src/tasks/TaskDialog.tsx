import type { TaskWithHistory } from "@parley/protocol";
import { useRef } from "preact/hooks";
import { useLoader } from "../live/load.ts";
import { href } from "../route.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Fetched } from "../ui/parts.tsx";
import { toast } from "../ui/toast.ts";
import { editOf, readTask } from "./calls.ts";
import { History } from "./History.tsx";
import { CustomerLink } from "./CustomerLink.tsx";
import { TaskForm } from "./TaskForm.tsx";
import { taskTexts } from "./texts.ts";

/** A task that there is: what it is, its link and its history. */
export function TaskDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const texts = taskTexts();
  const loader = useLoader(() => readTask(id), id);
  /** Counts up where what is written would be of another task than there is. */
  const begun = useRef(0);
  const linked = (before: TaskWithHistory, next: TaskWithHistory) => {
    // One's own step alone leaves the form as it is; what somebody else changed is shown, not overwritten.
    if (next.version > before.version + 1) begun.current++;
    loader.set(next);
  };
  const saved = (task: TaskWithHistory) => {
    loader.set(task);
    toast(texts.saved);
    onClose();
  };
  return (
    <Dialog title={texts.task} onClose={onClose}>
      <Fetched from={loader}>
        {(task) => (
          <>
            <TaskForm
              key={begun.current}
              edit={editOf(task)}
              inboxId={task.inboxId}
              owner={task.owner}
              onSaved={saved}
            />
            <CustomerLink task={task} onChange={(next) => linked(task, next)} onClose={onClose} />
            <History task={task} />
            <a class="button quiet" href={href("inbox", task.conversationId)} onClick={onClose}>
              <Icon name="right" />
              <span>{texts.conversation}</span>
            </a>
          </>
        )}
      </Fetched>
    </Dialog>
  );
}

import type { Task, TaskPage } from "@parley/protocol";
import { moment, now } from "../language/format.ts";
import { href } from "../route.ts";
import { Badge } from "../ui/parts.tsx";
import { Table } from "../ui/Table.tsx";
import { isOverdue } from "./calls.ts";
import { taskTexts } from "./texts.ts";

interface RowsProps {
  tasks: TaskPage["items"];
  onOpen: (id: string) => void;
}

/** Tasks, one a row. */
export function Rows({ tasks, onOpen }: RowsProps) {
  const texts = taskTexts();
  const heads = [texts.task, texts.customer, texts.owner, texts.due, texts.priority, texts.state];
  return (
    <Table label={texts.task} heads={heads} card>
      {tasks.map((task) => (
        <tr key={task.id}>
          <td>
            <button type="button" class="task-title" onClick={() => onOpen(task.id)}>
              <bdi>{task.title}</bdi>
            </button>
          </td>
          <td>
            <a href={href("inbox", task.conversationId)}>
              <bdi>{task.visitorName ?? texts.conversation}</bdi>
            </a>
          </td>
          <td>{ownerName(task)}</td>
          <td>
            <Due task={task} />
          </td>
          <td>
            <Priority task={task} />
          </td>
          <td>{texts.states[task.state]}</td>
        </tr>
      ))}
    </Table>
  );
}

export function ownerName({ owner }: Pick<Task, "owner">): string {
  const texts = taskTexts();
  if (!owner) return texts.nobody;
  return owner.kind === "team" ? texts.teamOf(owner.name) : owner.name;
}

/** When it is due, and whether that is over. */
export function Due({ task }: { task: Task }) {
  if (task.dueAt === undefined) return null;
  return (
    <>
      <span class="tabular">{moment(task.dueAt)}</span>{" "}
      {isOverdue(task, now.value) && <Badge tone="bad">{taskTexts().overdue}</Badge>}
    </>
  );
}

function Priority({ task: { priority } }: { task: Task }) {
  const name = taskTexts().priorities[priority as 0 | 1 | 2 | 3];
  if (priority < 2) return <>{name}</>;
  return <Badge tone={priority === 3 ? "bad" : "warn"}>{name}</Badge>;
}

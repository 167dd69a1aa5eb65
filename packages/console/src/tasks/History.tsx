import type { TaskChange, TaskWithHistory } from "@parley/protocol";
import { moment } from "../language/format.ts";
import { taskTexts } from "./texts.ts";

/** Who changed what, the last first. */
export function History({ task }: { task: TaskWithHistory }) {
  const texts = taskTexts();
  return (
    <details class="task-history">
      <summary>{texts.history}</summary>
      <ol>
        {task.history.toReversed().map((change, at) => (
          <li key={at}>
            <time class="muted">{moment(change.at)}</time> <bdi>{change.by?.name ?? texts.engine}</bdi>:{" "}
            {texts.change[change.what]} <Values change={change} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Values({ change: { what, from, to } }: { change: TaskChange }) {
  const [before, after] = [named(what, from), named(what, to)];
  if (before === undefined && after === undefined) return null;
  return (
    <>
      {before !== undefined && (
        <>
          <del>{before}</del>{" "}
        </>
      )}
      {after !== undefined && <bdi>{after}</bdi>}
    </>
  );
}

function named(what: TaskChange["what"], value: string | number | undefined): string | undefined {
  const { priorities, states } = taskTexts();
  if (value === undefined) return undefined;
  if (what === "dueAt") return moment(Number(value));
  if (what === "priority") return priorities[value as 0];
  return what === "state" ? states[value as "open"] : String(value);
}

import { ChatError, type MacroAct, type Receipt, type ReleaseConversation } from "@parley/protocol";
import type { Command, Dialog } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";

type Place = { conversationId: string; id: string };
type Step<Kind extends MacroAct["do"]> = Extract<MacroAct, { do: Kind }>;

interface StepParts {
  dialog: Pick<Dialog, "settings" | "putTask" | "task">;
  act: (place: Place, command: Command, refusal?: ChatError) => Promise<Receipt>;
  release: (input: ReleaseConversation) => Promise<Receipt>;
  me: () => { id: string; name: string };
  force: () => boolean;
  /** Adds to the audit trail. */
  record: Users["record"];
  now: () => number;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** What a macro does to arrange work: tags, what is put aside, teams, tasks; each as an agent does it by hand. */
export function macroSteps({ dialog, act, release, me, force, record, now }: StepParts) {
  /** The same run again finds the task that it made, which is due when it was then. */
  async function task({ title, hours }: Step<"task">, { conversationId, id }: Place): Promise<unknown> {
    const dueAt = hours === undefined ? undefined : now() + hours * HOUR;
    const edit = {
      id,
      conversationId,
      title,
      priority: 1,
      state: "open",
      version: 0,
      ...(dueAt && { dueAt }),
    } as const;
    try {
      const made = await dialog.putTask({ edit, by: me() });
      await record({ by: me().id, action: "makeTask", target: id });
      return made;
    } catch (cause) {
      if (ChatError.from(cause).code !== "conflict") throw cause;
      const made = await dialog.task({ id });
      if (made.conversationId !== conversationId) throw cause;
      return made;
    }
  }

  return {
    async tag({ tag, on }: Step<"tag">, place: Place): Promise<Receipt> {
      const known = !on || (await dialog.settings({})).desk.value.tags.some(({ id }) => id === tag);
      const refusal = known ? undefined : new ChatError("invalid", "There is no such tag.");
      return await act(place, { do: "tag", author: { kind: "agent", ...me() }, tag, on }, refusal);
    },
    snooze: ({ minutes }: Step<"snooze">, place: Place) =>
      act(place, {
        do: "snooze",
        agent: me(),
        force: force(),
        ...(minutes !== undefined && { until: now() + minutes * MINUTE }),
      }),
    team: ({ teamId }: Step<"team">, place: Place) => release({ ...place, to: "queue", team: teamId }),
    task,
  };
}

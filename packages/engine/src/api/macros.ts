import { ChatError, Macro, may, Removal, sees } from "@parley/protocol";
import { mayRun } from "../agents/macros.ts";
import { type ApiParts, type Endpoints, note, read } from "./endpoint.ts";
import { requireInboxes } from "./known-inboxes.ts";

/** Several acts under one name, which agents run from where they write. */
export function macroEndpoints(parts: ApiParts) {
  const { dialog } = parts;
  return {
    "GET /macros": async ({ member }) => {
      const all = await dialog.macros({});
      if (may(member.role, "supervisor")) return all;
      const isSeen = ({ inboxes }: Macro) => inboxes?.some((inboxId) => sees(member, inboxId)) ?? true;
      return all.filter((macro) => mayRun(macro, member) && isSeen(macro));
    },
    "PUT /macros/:id": async ({ params: { id }, body, member }) => {
      const macro = read(Macro, body);
      if (macro.id !== id) throw new ChatError("invalid", "The address and what was sent name different things.");
      await requireInboxes(dialog, macro.inboxes);
      const saved = await dialog.putMacro({ macro, by: member.id });
      await note(parts, member, "saveMacro", macro.id);
      return saved;
    },
    "DELETE /macros/:id": async ({ params: { id = "" }, body, member }) => {
      await dialog.removeMacro({ id, ...read(Removal, body ?? {}) });
      await note(parts, member, "removeMacro", id);
      return {};
    },
  } satisfies Partial<Endpoints>;
}

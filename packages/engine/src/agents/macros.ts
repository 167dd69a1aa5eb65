import {
  blankIn,
  ChatError,
  fillBlanks,
  FIRST_INBOX,
  isFor,
  type Known,
  knownFor,
  type Macro,
  type MacroAct,
  type MacroOutcome,
  may,
  type Member,
  type RunMacro,
  Text,
  type Visitor,
} from "@parley/protocol";
import * as v from "valibot";
import type { Dialog } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import { mappedId } from "../text/mapped-id.ts";

/** Whether a member may run a macro. */
export const mayRun = ({ role, members }: Macro, member: Pick<Member, "id" | "role">): boolean =>
  may(member.role, role ?? "agent") && (members?.includes(member.id) ?? true);

export interface RunParts {
  dialog: Pick<Dialog, "macro" | "get">;
  users: Pick<Users, "visitors">;
  /** Carries out one act under an id: what was carried out under it before is not done again. */
  carryOut: (act: MacroAct, place: { conversationId: string; id: string }) => Promise<unknown>;
}

/**
 * Runs a macro (SPEC G4): its acts in their order, until one fails, which is told with how many are done. Whatever would stop it from the
 * beginning does so before anything is done. The same run again goes on where it stopped.
 */
export async function runMacro(
  { dialog, users, carryOut }: RunParts,
  member: Member,
  asked: RunMacro,
): Promise<MacroOutcome> {
  const { conversationId, id, locale } = asked;
  const [macro, { conversation }] = await Promise.all([
    dialog.macro({ id: asked.macro, locale }),
    dialog.get({ conversationId }),
  ]);
  if (!mayRun(macro, member)) throw new ChatError("forbidden", "This macro is for others.");
  if (!isFor(macro, conversation.inboxId ?? FIRST_INBOX))
    throw new ChatError("forbidden", "This macro is for other inboxes.");
  if (macro.version !== asked.version) throw new ChatError("conflict", "Somebody has changed this macro meanwhile.");
  const [visitor] = await users.visitors({ ids: [conversation.visitorId] });
  const known = knownOf(visitor, member, asked.known);
  const acts = macro.acts.map((act) => filled(act, known, locale));
  const error = acts.map((act) => unsayable(act, locale)).find((why) => why !== undefined);
  if (error) return { done: 0, failed: { act: "say", error: error.toJSON() } };
  for (const [done, act] of acts.entries()) {
    try {
      await carryOut(act, { conversationId, id: mappedId(conversationId, `${id} ${done}`) });
    } catch (cause) {
      // Only this run has that id: it was done before, when what is filled in was called otherwise.
      if (isDone(cause)) continue;
      return { done, failed: { act: act.do, error: ChatError.from(cause).toJSON() } };
    }
  }
  return { done: acts.length };
}

/** Why words are nothing to be said, with what is filled in: a message is held to the same whoever writes it. */
function unsayable(act: MacroAct, locale: RunMacro["locale"]): ChatError | undefined {
  if (act.do !== "say") return undefined;
  const blank = blankIn(act.text[locale]);
  if (blank) {
    const details = { reason: "blank", name: blank.name };
    return new ChatError("invalid", `Nothing is known for {{${blank.name}}}.`, { details });
  }
  const read = v.safeParse(Text, act.text[locale]);
  return read.success ? undefined : new ChatError("invalid", `text: ${read.issues[0].message}.`);
}

const isDone = (cause: unknown): boolean => ChatError.from(cause).details?.["reason"] === "used";

const knownOf = (visitor: Visitor | undefined, { name }: Member, named: Known): Known =>
  knownFor(visitor?.profile ?? {}, name, named);

function filled(act: MacroAct, known: Known, locale: RunMacro["locale"]): MacroAct {
  if (act.do !== "say") return act;
  const words = fillBlanks(act.text[locale] || act.text.en || act.text["zh-CN"], known);
  return { do: "say", text: { en: words, "zh-CN": words } };
}

import { createHash } from "node:crypto";
import { type Author, ChatError, type Receipt, type ReleaseConversation } from "@parley/protocol";
import type { Command } from "../services/dialog/contract.ts";
import type { Spine } from "../spine/receive.ts";

interface ReleasingParts {
  spine: Pick<Spine, "dialog">;
  act: (about: { conversationId: string; id: string }, command: Command, refusal?: ChatError) => Promise<Receipt>;
  author: () => Extract<Author, { kind: "agent" }>;
  /** Whether they may act on what others hold. */
  force: () => boolean;
}

/** Lets go of a conversation. What the next one should know is written before: nobody sees it without (SPEC H18). */
export function releasing({ spine, act, author, force }: ReleasingParts) {
  async function noTeam(team: string): Promise<ChatError | undefined> {
    const { teams } = (await spine.dialog.settings({})).routing.value;
    const isKnown = teams.some(({ id }) => id === team);
    return isKnown ? undefined : new ChatError("notFound", "There is no such team.");
  }

  return async ({ note, team, to, conversationId, id }: ReleaseConversation): Promise<Receipt> => {
    const refusal = team === undefined ? undefined : await noTeam(team);
    const by = author();
    if (note !== undefined && !refusal) {
      await act({ conversationId, id: noteIdOf(id) }, { do: "note", author: by, text: note });
    }
    const agent = { id: by.id, name: by.name };
    return await act({ conversationId, id }, { do: "release", agent, to, force: force(), team }, refusal);
  };
}

/** The id of the note that goes with what somebody does: the same when it is sent again. */
const noteIdOf = (id: string) => createHash("sha256").update(`note:${id}`).digest("base64url");

import { type Form, newId, type SentContent } from "@parley/protocol";
import { ann, useDialog } from "../fixture.ts";

export const visitor = { kind: "visitor" as const };
export const agent = { kind: "agent" as const, ...ann };

export const form: Form = {
  title: "Your return",
  fields: [
    { field: "name", kind: "text", required: true },
    { field: "email", kind: "email" },
    { field: "attributes.reason", kind: "choice", label: "Reason", choices: [{ label: "Too small", value: "small" }] },
    { field: "when", kind: "text", label: "When" },
  ],
};

/** Conversations that Ann has, over a store that is new for every test. */
export function useTalks() {
  const world = useDialog();
  const says = (
    conversationId: string,
    content: SentContent,
    author: typeof agent | typeof visitor = agent,
    id = newId(),
  ) => world.apply(conversationId, { do: "say", author, content }, id);
  return {
    world,
    says,
    async held(locale = "en", visitorId = newId()): Promise<string> {
      const { id } = await world.dialog.open({ visitorId, channel: "web", locale });
      await says(id, { type: "text", text: "Hello **there**" }, visitor);
      await world.apply(id, { do: "claim", agent: ann });
      return id;
    },
    /** What was said last, as everybody reads it. */
    async last(conversationId: string) {
      const event = (await world.logOf(conversationId)).at(-1);
      return event?.type === "message" ? event.content : undefined;
    },
    /** Sends a form. Resolves to its message. */
    async asks(conversationId: string, asked = form): Promise<string> {
      const id = newId();
      await says(conversationId, { type: "form", form: asked }, agent, id);
      return id;
    },
    fill(conversationId: string, id: string, fields: Record<string, string>, messageId = newId()) {
      const written = Object.entries(fields).map(([field, value]) => ({ field, value }));
      return says(conversationId, { type: "filled", form: { id, fields: written } }, visitor, messageId);
    },
  };
}

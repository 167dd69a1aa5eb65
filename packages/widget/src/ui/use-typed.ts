import { useState } from "preact/hooks";
import type { Answers, Chat } from "../client/chat.ts";

type Fields = Answers["fields"];

/** What was typed into the form of a chat, and in which conversation: whoever is there next does not find it. */
const typed = new WeakMap<Chat, { of: string | undefined; fields: Fields }>();

/** What a visitor types into a form. Forms come and go with who is there; what was typed stays until it is forgotten, as long as the page does. */
export function useTyped(chat: Chat) {
  const of = () => chat.conversation.peek()?.id;
  const known = (): Fields => {
    const last = typed.get(chat);
    return last && last.of === of() ? last.fields : {};
  };
  const [said, setSaid] = useState(known);
  const type = (field: string, words: string) => {
    const fields = { ...known(), [field]: words };
    typed.set(chat, { of: of(), fields });
    setSaid(fields);
  };
  return { said, type, forget: () => void typed.delete(chat) };
}

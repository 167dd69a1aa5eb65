import { hasOlder, saveText, transcriptOf } from "@parley/client";
import { type AgentContent, type Author, newId } from "@parley/protocol";
import { useState } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { Clip } from "../files/Clip.tsx";
import { language } from "../language/language.ts";
import { Button } from "../ui/Button.tsx";
import { uiWords } from "../ui/words.ts";
import { CardSheet } from "./CardSheet.tsx";
import { FormSheet } from "./FormSheet.tsx";
import { richTexts } from "./texts.ts";

const PATHS = {
  card: "M4 5h16v14H4zM4 13h16M8 16h5",
  form: "M6 3h12v18H6zM9 8h6M9 12h6M9 16h3",
} as const;

/** What can be sent beside words. */
export function Tools({ conversationId }: { conversationId: string }) {
  return (
    <>
      <Clip conversationId={conversationId} />
      <Sheets conversationId={conversationId} />
      <Transcript />
    </>
  );
}

/** Gives what was said, from its beginning, as a text without notes. */
function Transcript() {
  const { thread: shown } = useDesk();
  const { transcript } = richTexts();
  const save = async () => {
    const thread = shown.peek();
    if (!thread) return;
    for (let known = -1; hasOlder(thread.log.peek()) && known !== thread.log.peek().events.length;) {
      known = thread.log.peek().events.length;
      await thread.older();
    }
    const nameOf = (author: Author) =>
      author.kind === "agent" ? author.name : (author.kind === "bot" && author.name) || uiWords().authors[author.kind];
    saveText(transcriptOf(thread.log.peek().events, { language: language.value, nameOf }), `${transcript}.txt`);
  };
  return <Button icon="download" tone="quiet" label={transcript} onClick={save} />;
}

/** Where a card or a form is begun. */
function Sheets({ conversationId }: { conversationId: string }) {
  const { outboxes } = useDesk();
  const [open, setOpen] = useState<keyof typeof PATHS>();
  const texts = richTexts();
  const close = () => setOpen(undefined);
  const send = (content: AgentContent) => {
    outboxes.of(conversationId).add({ id: newId(), conversationId, what: { type: "reply", content } });
    close();
  };
  const Sheet = open === "card" ? CardSheet : FormSheet;
  return (
    <>
      {(["card", "form"] as const).map((kind) => (
        <button
          key={kind}
          type="button"
          class="button quiet only-icon"
          aria-label={texts[kind]}
          title={texts[kind]}
          onClick={() => setOpen(kind)}
        >
          <svg class="icon" width={16} height={16} viewBox="0 0 24 24" aria-hidden="true">
            <path d={PATHS[kind]} />
          </svg>
        </button>
      ))}
      {open && <Sheet send={send} close={close} />}
    </>
  );
}

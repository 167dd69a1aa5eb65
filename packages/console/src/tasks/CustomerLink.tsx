import type { TaskWithHistory } from "@parley/protocol";
import { useState } from "preact/hooks";
import { drafts } from "../desk/drafts.ts";
import { useDesk } from "../desk/use-desk.ts";
import { go } from "../route.ts";
import { Button } from "../ui/Button.tsx";
import { CopyLine } from "../ui/CopyLine.tsx";
import { attempt } from "../ui/toast.ts";
import { linkTask, unlinkTask } from "./calls.ts";
import { linkSaid } from "./link-said.ts";
import { taskTexts } from "./texts.ts";

interface CustomerLinkProps {
  task: TaskWithHistory;
  onChange: (task: TaskWithHistory) => void;
  onClose: () => void;
}

/** The customer's link: made, put into the reply, withdrawn. */
export function CustomerLink({ task, onChange, onClose }: CustomerLinkProps) {
  const texts = taskTexts();
  const { inbox } = useDesk();
  const [url, setUrl] = useState<string>();
  const { id, conversationId } = task;
  const make = () =>
    attempt(async () => {
      const made = await linkTask(id);
      setUrl(made.url);
      onChange(made.task);
    });
  const withdraw = () =>
    attempt(async () => {
      onChange(await unlinkTask(id));
      setUrl(undefined);
    });
  const intoReply = (address: string) => {
    const locale = inbox.items.value.get(conversationId)?.conversation.locale;
    const begun = drafts.read(conversationId, "reply");
    drafts.write(conversationId, "reply", `${begun && `${begun}\n`}${linkSaid(address, locale)}`);
    onClose();
    go("inbox", conversationId);
  };
  return (
    <section class="stack task-link" aria-label={texts.link}>
      <h3>{texts.link}</h3>
      {url !== undefined && (
        <>
          <CopyLine label={texts.link} text={url} />
          <p class="hint">{texts.linkOnce}</p>
        </>
      )}
      <div class="task-acts">
        {url !== undefined && <Button onClick={() => intoReply(url)}>{texts.intoReply}</Button>}
        {url === undefined && (
          <Button icon="link" onClick={make}>
            {task.linked ? texts.newLink : texts.makeLink}
          </Button>
        )}
        {task.linked && (
          <Button tone="quiet" onClick={withdraw}>
            {texts.withdraw}
          </Button>
        )}
      </div>
    </section>
  );
}

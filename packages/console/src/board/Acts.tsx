import type { InboxItem } from "@parley/protocol";
import { useState } from "preact/hooks";
import { TransferDialog } from "../conversation/TransferDialog.tsx";
import { useDesk } from "../desk/use-desk.ts";
import { visitorName } from "../desk/visitor-name.ts";
import { href } from "../route.ts";
import { Button } from "../ui/Button.tsx";
import { assign } from "./assign.ts";
import { boardTexts } from "./texts.ts";

/** Looks at a conversation, or gives it to somebody, in one step. */
export function Acts({ item }: { item: InboxItem }) {
  const desk = useDesk();
  const texts = boardTexts();
  const [picking, setPicking] = useState(false);
  const { id, inboxId, state } = item.conversation;
  const name = visitorName(item.visitor);
  return (
    <span class="board-acts">
      <a class="button plain small" href={href("inbox", id)} aria-label={texts.lookAt(name)}>
        {texts.look}
      </a>
      <Button small label={texts.assignOf(name)} onClick={() => setPicking(true)}>
        {texts.assign}
      </Button>
      {picking && (
        <TransferDialog
          inboxId={inboxId}
          holder={state.status === "agent" ? state.agent.id : undefined}
          onPick={(agent) => void assign(desk, item, agent)}
          onClose={() => setPicking(false)}
        />
      )}
    </span>
  );
}

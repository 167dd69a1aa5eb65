import type { InboxItem } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useKeys } from "../shell/keys.ts";
import { useDesk } from "../shell/use-desk.ts";
import { Segments } from "../ui/Select.tsx";
import type { DraftKind } from "./drafts.ts";
import { conversationWords } from "./words.ts";
import { Writer } from "./Writer.tsx";

/** Where one writes: a reply, if the conversation is one's own, or a private note. */
export function Composer({ item }: { item: InboxItem }) {
  const { me } = useDesk();
  const words = conversationWords();
  const { state } = item.conversation;
  const mine = state.status === "agent" && state.agent.id === me.id;
  const kind = useSignal<DraftKind>("reply");
  const area = useRef<HTMLTextAreaElement>(null);
  const choose = (next: DraftKind) => {
    kind.value = next;
  };
  const focus = (next: DraftKind) => () => {
    choose(next);
    requestAnimationFrame(() => area.current?.focus());
  };
  useKeys({ r: focus("reply"), n: focus("note") });
  const writable = mine || kind.value === "note";
  return (
    <div class={`composer ${kind.value}`}>
      <div class="composer-head">
        <Segments<DraftKind>
          label={`${words.reply} / ${words.note}`}
          value={kind.value}
          options={[
            { value: "reply", label: words.reply },
            { value: "note", label: words.note },
          ]}
          onChange={choose}
        />
        {!writable && <p class="composer-why">{whyNot(item)}</p>}
      </div>
      {writable && <Writer key={kind.value} item={item} kind={kind.value} area={area} />}
    </div>
  );
}

function whyNot({ conversation: { state } }: InboxItem): string {
  const words = conversationWords();
  switch (state.status) {
    case "bot":
      return words.withBot;
    case "queued":
      return words.inQueue;
    case "agent":
      return words.withAgent(state.agent.name);
    case "closed":
      return words.isClosed;
  }
}

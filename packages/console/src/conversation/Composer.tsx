import type { InboxItem } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useKeys, useTyping } from "../ui/keys.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Segments } from "../ui/Select.tsx";
import type { DraftKind } from "../desk/drafts.ts";
import { LeavingNotice } from "./LeavingNotice.tsx";
import { conversationWords } from "./words.ts";
import { Writer } from "./Writer.tsx";

interface ComposerProps {
  item: InboxItem;
  /** The conversation is being claimed here: one may write, and what is sent goes out when one has it. */
  claiming: boolean;
  /** What is to be known before one writes. */
  children: ComponentChildren;
}

/** Where one writes: a reply, if the conversation is one's own, or a private note. */
export function Composer({ item, claiming, children }: ComposerProps) {
  const { me, leavings } = useDesk();
  const words = conversationWords();
  const { id, state } = item.conversation;
  const mine = state.status === "agent" && state.agent.id === me.id;
  const leaving = leavings.entries.value.find((one) => one.conversationId === id);
  const kind = useSignal<DraftKind>("reply");
  const area = useRef<HTMLTextAreaElement>(null);
  const choose = (next: DraftKind) => {
    kind.value = next;
  };
  const focus = (next: DraftKind) => () => {
    choose(next);
    requestAnimationFrame(() => area.current?.focus());
  };
  const replying = mine || claiming;
  useKeys({ r: focus("reply"), n: focus("note") });
  useTyping(() => area.current, replying);
  // Before the next key: the words begin with it.
  useLayoutEffect(() => {
    if (claiming) choose("reply");
    // Not where a keyboard would come up over the half of the screen.
    if (replying && !leaving && (claiming || matchMedia("(pointer: fine)").matches)) area.current?.focus();
  }, [replying, claiming, leaving !== undefined]);
  if (leaving) {
    return (
      <div class="composer">
        <LeavingNotice leaving={leaving} focused />
      </div>
    );
  }
  const writable = replying || kind.value === "note";
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
        {replying && kind.value === "reply" && children}
      </div>
      {writable && <Writer key={kind.value} item={item} kind={kind.value} area={area} mine={mine} />}
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

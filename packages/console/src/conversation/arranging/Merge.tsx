import { type ContactConversation, type InboxItem, newId } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { read } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { moment } from "../../language/format.ts";
import { useLoader } from "../../live/load.ts";
import { patient } from "../../live/patient.ts";
import { go } from "../../route.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Fetched } from "../../ui/parts.tsx";
import { inAMoment } from "./bulk.ts";
import { mergeTexts } from "./merge-texts.ts";
import { arrangingTexts } from "./texts.ts";

/** Conversations of a contact that are looked through: the newest. */
const MOST = 200;

/** Picks the conversation of the same contact in which this one goes on, and says what that does. */
export function Merge({ item, onClose }: { item: InboxItem; onClose: () => void }) {
  const desk = useDesk();
  const texts = mergeTexts();
  const picked = useSignal<ContactConversation | undefined>(undefined);
  const { id, visitorId } = item.conversation;
  const others = useLoader(async () => {
    const all = await read<ContactConversation[]>(
      `contacts/${encodeURIComponent(visitorId)}/conversations?limit=${MOST}`,
    );
    return all.filter(({ conversation }) => conversation.id !== id && conversation.state.status !== "closed");
  }, id);
  const merge = (into: string) => {
    onClose();
    inAMoment([item], async () => {
      await patient(desk.live.ask)("merge", { conversationId: id, id: newId(), into });
      // Whoever has gone elsewhere meanwhile stays there.
      if (desk.thread.peek()?.conversationId === id) go("inbox", into);
    });
  };
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <Fetched from={others}>
        {(all) =>
          picked.value ? (
            <Confirmed
              place={placeOf(picked.value)}
              onBack={() => {
                picked.value = undefined;
              }}
              onMerge={() => picked.value && merge(picked.value.conversation.id)}
            />
          ) : (
            <div class="stack">
              <p class="dialog-text">{all.length > 0 ? texts.with : texts.nothing}</p>
              {all.map((one) => (
                <Button
                  key={one.conversation.id}
                  onClick={() => {
                    picked.value = one;
                  }}
                >
                  {placeOf(one)}
                </Button>
              ))}
            </div>
          )
        }
      </Fetched>
    </Dialog>
  );
}

interface ConfirmedProps {
  place: string;
  onBack: () => void;
  onMerge: () => void;
}

function Confirmed({ place, onBack, onMerge }: ConfirmedProps) {
  const texts = mergeTexts();
  return (
    <>
      <p class="dialog-text">{texts.will(place)}</p>
      <footer>
        <Button onClick={onBack}>{texts.back}</Button>
        <Button tone="primary" onClick={onMerge}>
          {texts.merge}
        </Button>
      </footer>
    </>
  );
}

/** What one knows a conversation by: its channel, when something was last said, and what. */
function placeOf({ conversation: { channel, updatedAt, state }, preview }: ContactConversation): string {
  const last = preview ? `: ${preview.text.slice(0, 80)}` : "";
  return `${channel} · ${arrangingTexts().states[state.status]} · ${moment(updatedAt)}${last}`;
}

import { type InboxItem, knownFor, type Suggestions } from "@parley/protocol";
import { useEffect, useMemo } from "preact/hooks";
import { useDesk } from "../../desk/use-desk.ts";
import { useLoader } from "../../live/load.ts";
import { patient } from "../../live/patient.ts";
import { Articles } from "./Articles.tsx";
import { Chips } from "./Chips.tsx";
import { useCannedPicker } from "./Picker.tsx";
import { Macros } from "./Macros.tsx";
import { insert, type Writing } from "./writing.ts";

const NOTHING: Suggestions = { suggestions: [], known: {} };

/** Above where one writes to a visitor: what may be said to their last words, canned replies under `/`, articles. */
export function Assist({ item, text, ...writing }: Writing & { item: InboxItem; text: string }) {
  const { live, me } = useDesk();
  const { id } = item.conversation;
  const asked = item.preview?.by === "visitor" ? item.preview.seq : 0;
  const isEmpty = text === "";
  const loader = useLoader(
    () => patient(live.ask, 2)("suggest", { conversationId: id }),
    id,
    asked,
    item.conversation.state,
  );
  const { suggestions, known: named } = loader.state.value.status === "ready" ? loader.state.value.value : NOTHING;
  const known = useMemo(() => knownFor(item.visitor.profile, me.name, named), [item.visitor.profile, me.name, named]);
  const picker = useCannedPicker({ ...writing, item, known });
  useEffect(() => picker.look(), [text]);
  useEffect(() => picker.listen());
  if (writing.open.value === "articles") return <Articles conversationId={id} {...writing} />;
  // Whoever writes words of their own has no use for others, and needs the room.
  const isShown = isEmpty || suggestions.length > 0;
  return (
    <>
      {picker.list}
      <Macros {...writing} item={item} known={named} />
      {isShown && !picker.list && (
        <Chips suggestions={suggestions} known={known} onTake={(words) => insert(writing, words)} />
      )}
    </>
  );
}

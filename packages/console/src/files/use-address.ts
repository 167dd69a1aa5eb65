import type { FileContent } from "@parley/protocol";
import { useEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { sendingOf } from "./sending.ts";

/** A file of a conversation. */
export interface InConversation {
  conversationId: string;
  file: FileContent["file"];
}

/** So often what cannot be shown is asked for again. */
const TRIES = 2;
/** How often the address of what may be pressed is looked after: shorter than what a ticket is worth when it is handed out. Milliseconds. */
const LOOK_AFTER = 5 * 60_000;

/** Where a file can be had, and what is to be done where it cannot be had there any more: answers whether it is asked for again. `lasting`: it stays valid; what is shown need not. */
export function useAddress(
  { conversationId, file }: InConversation,
  { preview = false, lasting = false }: { preview?: boolean; lasting?: boolean } = {},
): [string | undefined, () => boolean] {
  const desk = useDesk();
  const [address, setAddress] = useState<string>();
  const tries = useRef(0);
  const online = desk.live.status.value.status === "online";
  const load = (fresh = false) =>
    void sendingOf(desk)
      .address(conversationId, file, { preview, fresh })
      .then((known) => known && setAddress(known));
  useEffect(() => {
    if (!online || (address && !lasting)) return undefined;
    load();
    const timer = lasting ? setInterval(load, LOOK_AFTER) : undefined;
    return () => clearInterval(timer);
  }, [online]);
  const again = () => {
    const more = tries.current++ < TRIES;
    if (more) load(true);
    return more;
  };
  return [address, again];
}

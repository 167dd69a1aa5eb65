import { useEffect, useRef, useState } from "preact/hooks";
import type { Ui } from "../ui.ts";
import { useValue } from "../use-value.ts";

/** So often something that cannot be shown is asked for again. */
const TRIES = 2;
/** How often what is to be pressed some time is looked after. Shorter than what a ticket is worth when it is handed out. Milliseconds. */
const LOOK_AFTER = 5 * 60_000;

interface Wanted {
  file: { id: string; name: string };
  preview?: boolean;
  /** Kept valid as long as it is there. What is shown need not be: it would be loaded again. */
  lasting?: boolean;
}

/** Where a file can be had, undefined until that is known, and what is to be done where it cannot be had there any more: answers whether it is asked for again. */
export function useAddress(
  { chat }: Ui,
  { file, preview = false, lasting = false }: Wanted,
): [string | undefined, () => boolean] {
  const [address, setAddress] = useState<string>();
  const tries = useRef(0);
  const online = useValue(chat.connection).status === "online";
  const load = (fresh = false) =>
    void chat
      .files()
      .then((files) => files.address(file, { preview, fresh }))
      .then(
        (known) => known && setAddress(known),
        () => {},
      );
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

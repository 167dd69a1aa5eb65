import { Badge } from "../../ui/parts.tsx";
import { promiseTexts } from "./texts.ts";
import { useWaits } from "./waits.ts";

/** For how long somebody is likely to wait on, in a conversation's row. */
export function Expected({ id }: { id: string }) {
  const wait = useWaits([id])[id];
  const texts = promiseTexts();
  return wait ? (
    <Badge>
      <span class="said">{texts.likely} </span>
      {texts.more(texts.minutes(wait))}
    </Badge>
  ) : null;
}

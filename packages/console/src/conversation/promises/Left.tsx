import type { InboxItem } from "@parley/protocol";
import { now, waited } from "../../language/format.ts";
import { Badge } from "../../ui/parts.tsx";
import { firstOf, type Standing, standingsOf } from "./standing.ts";
import { promiseTexts } from "./texts.ts";

const TONES = { missed: "bad", near: "warn", far: "plain", paused: "plain" } as const;

/** How long is left of a promise. */
export function Mark({ standing: { of, is, span } }: { standing: Standing }) {
  const texts = promiseTexts();
  return (
    <Badge tone={TONES[is]}>
      {texts.of[of]} <span class="tabular">{texts[is](waited(span))}</span>
    </Badge>
  );
}

/** What is to be kept next, in a conversation's row. */
export function Left({ item }: { item: InboxItem }) {
  const first = firstOf(item, now.value);
  return first ? (
    <span class="row-tag">
      <Mark standing={first} />
    </span>
  ) : null;
}

/** All that is promised, in the conversation. */
export function Promises({ item }: { item: InboxItem }) {
  const all = standingsOf(item, now.value);
  if (all.length === 0) return null;
  return (
    <div class="arranging-bar" role="group" aria-label={promiseTexts().promised}>
      {all.map((standing) => (
        <Mark key={standing.of} standing={standing} />
      ))}
    </div>
  );
}

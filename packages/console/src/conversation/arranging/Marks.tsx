import type { InboxItem } from "@parley/protocol";
import { moment } from "../../language/format.ts";
import { Icon } from "../../ui/Icon.tsx";
import { sorting, tagOf } from "./sorting.ts";
import { arrangingTexts } from "./texts.ts";

/** How a conversation is arranged, in its row. */
export function Marks({ item: { desk = {} } }: { item: InboxItem }) {
  const { tags = [], snoozed, code } = desk;
  if (tags.length === 0 && !snoozed && code === undefined) return null;
  return (
    <span class="row-tag">
      {snoozed && <Aside until={snoozed.until} />}
      {tags.map((id) => (
        <TagMark key={id} id={id} />
      ))}
      {code !== undefined && <span class="badge">{codeOf(code)}</span>}
    </span>
  );
}

/** Until when it is put aside. */
export function Aside({ until }: { until: number | undefined }) {
  const texts = arrangingTexts();
  return (
    <span class="badge">
      <Icon name="clock" size={12} />
      <span class="said">{texts.snoozed} </span>
      {until === undefined ? texts.untilWrites : texts.until(moment(until))}
    </span>
  );
}

export function TagMark({ id }: { id: string }) {
  const { name, colour } = tagOf(id);
  return (
    <span class={`badge tag-${colour}`}>
      <bdi>{name}</bdi>
    </span>
  );
}

const codeOf = (id: string) => sorting.value.settings.codes.find((code) => code.id === id)?.name ?? id;

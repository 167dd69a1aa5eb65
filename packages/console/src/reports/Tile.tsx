import type { ComponentChildren } from "preact";

interface TileProps {
  name: string;
  value: string;
  tone?: "warn" | "bad" | undefined;
  children?: ComponentChildren;
}

/** A number that one looks at first, with what belongs to it in small. */
export function Tile({ name, value, tone, children }: TileProps) {
  return (
    <div class={`tile${tone ? ` ${tone}` : ""}`}>
      <dt>{name}</dt>
      <dd>
        <b class="tabular">{value}</b>
        <small>{children}</small>
      </dd>
    </div>
  );
}

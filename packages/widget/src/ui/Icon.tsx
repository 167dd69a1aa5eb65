import type { VNode } from "preact";

/** Line icons on a grid of 24. */
const PATHS = {
  send: "M12 19V5m-6.5 6.5L12 5l6.5 6.5",
  close: "m6 9 6 6 6-6",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8.5a8 8 0 0 1 16 0",
  spark: "M12 3.5c.6 5 3.5 7.9 8.5 8.5-5 .6-7.9 3.5-8.5 8.5-.6-5-3.5-7.9-8.5-8.5 5-.6 7.9-3.5 8.5-8.5z",
} as const;

/** An icon in the colour of the words around it. What it means must be said beside it. */
export function Icon({ name }: { name: keyof typeof PATHS }): VNode {
  return (
    <svg class={`icon i-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

import type { ComponentChildren } from "preact";

interface TableProps {
  label: string;
  heads: readonly ComponentChildren[];
  /** How many columns have words; those after them have numbers. */
  words?: number;
  /** It stands by itself, and in narrow windows its rows are shown as cards. */
  card?: boolean;
  /** Its rows. */
  children: ComponentChildren;
}

/** A table that scrolls where it is too wide. */
export function Table({ label, heads, words = heads.length, card, children }: TableProps) {
  return (
    <div class={card ? "table-frame card" : "table-frame"} tabIndex={0} role="region" aria-label={label}>
      <table class={card ? "members" : undefined}>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={index} scope="col" class={index < words ? undefined : "number"}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

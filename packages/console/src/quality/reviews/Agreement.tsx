import type { ReviewAgreement, ReviewAgreements } from "@parley/protocol";
import { count, percent } from "../../language/format.ts";
import { Table } from "../../ui/Table.tsx";
import { reviewTexts } from "./texts.ts";

/** How far those agree who have reviewed the same; nothing before there is something to compare. */
export function Agreement({ all, questions }: ReviewAgreements) {
  const texts = reviewTexts();
  if (all.pairs === 0) return null;
  const rows: (ReviewAgreement & { id: string; text: string })[] = [
    ...questions,
    { id: "", text: texts.allOf, ...all },
  ];
  return (
    <section class="card stack">
      <h2>{texts.agreement}</h2>
      <p class="muted">{texts.alphaText}</p>
      <Table label={texts.agreement} heads={[texts.question, texts.pairs, texts.same, "α"]} words={1}>
        {rows.map(({ id, text, pairs, same, alpha }) => (
          <tr key={id}>
            <td>{text}</td>
            <td class="number">{count(pairs)}</td>
            <td class="number">{pairs > 0 ? percent(same) : texts.none}</td>
            <td class="number">{alpha === undefined ? texts.none : alpha.toFixed(2)}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

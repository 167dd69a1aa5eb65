import type { PromiseCount } from "@parley/protocol";
import { count, moment, percent } from "../../language/format.ts";
import { Table } from "../../ui/Table.tsx";
import { type KeptRow, keptRows } from "./rows.ts";
import { keptTexts } from "./texts.ts";

const PROMISES = ["firstReply", "nextReply", "resolution"] as const satisfies readonly PromiseCount["of"][];

/** How many promises were kept, by what they are of. `table`: where all of it is as a file. */
export function Kept({ counts, table }: { counts: readonly PromiseCount[]; table: string }) {
  const texts = keptTexts();
  const promised = PROMISES.filter((of) => counts.some((one) => one.of === of));
  const heads = [texts.what, ...promised.map((of) => texts.of[of])];
  return (
    <section class="card">
      <h2>{texts.kept}</h2>
      <Table label={texts.kept} heads={heads} words={1}>
        {keptRows(counts).map((row) => (
          <tr key={`${row.by} ${row.key}`}>
            <td>
              {texts.by[row.by]} <bdi>{nameOf(row)}</bdi>
            </td>
            {promised.map((of) => (
              <td key={of} class="number">
                <Share count={row.of[of]} />
              </td>
            ))}
          </tr>
        ))}
      </Table>
      <a href={table} download>
        {texts.table}
      </a>
    </section>
  );
}

const nameOf = ({ by, key, title }: KeptRow) => (by === "time" ? moment(Number(key)) : (title ?? key));

function Share({ count: counted }: { count: PromiseCount | undefined }) {
  const texts = keptTexts();
  if (!counted) return <>{texts.none}</>;
  const { kept, missed } = counted;
  return <>{texts.share(percent(kept / (kept + missed), 1), count(kept), count(kept + missed))}</>;
}

import type { Replay } from "@parley/protocol";
import { read } from "../api.ts";
import { useIntentTitle } from "../desk/use-intent-title.ts";
import { count } from "../language/format.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { useLoader } from "../live/load.ts";
import { Empty, Fetched } from "../ui/parts.tsx";
import { trainingWords } from "./words.ts";
import { Table } from "../ui/Table.tsx";

/** Real questions that this model would treat differently. */
export function ReplayDialog({ version, onClose }: { version: number; onClose: () => void }) {
  const words = trainingWords();
  const loader = useLoader(() => read<Replay>(`models/${version}/replay`), version);
  return (
    <Dialog wide title={`${words.replay} ${words.version(version)}`} onClose={onClose}>
      <Fetched from={loader}>{(replay) => <Changes replay={replay} />}</Fetched>
    </Dialog>
  );
}

function Changes({ replay: { questions, changed } }: { replay: Replay }) {
  const words = trainingWords();
  const titleOf = useIntentTitle();
  const treatment = (intent: string) => (intent ? titleOf(intent) : <i>{words.noAnswer}</i>);
  if (!changed.length)
    return (
      <Empty icon="check" title={words.replaySame}>
        {words.replayText(questions)}
      </Empty>
    );
  const total = changed.reduce((sum, change) => sum + change.count, 0);
  return (
    <>
      <p class="muted">{words.replayText(questions)}</p>
      <p>
        <b>{words.replayChanged(total, questions)}</b>
      </p>
      <Table label={words.replay} heads={[words.question, words.now, words.changed, words.times]} words={3}>
        {changed.map((change, index) => (
          <tr key={index}>
            <td>{change.text}</td>
            <td class="muted">{treatment(change.before)}</td>
            <td>{treatment(change.after)}</td>
            <td class="number">{count(change.count)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

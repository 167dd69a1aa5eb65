import type { Insight as Understood } from "@parley/protocol";
import { useIntentTitle } from "../desk/use-intent-title.ts";
import { percent } from "../language/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { Badge } from "../ui/parts.tsx";
import { Signals } from "./Signals.tsx";
import { UnderstandingTable } from "./UnderstandingTable.tsx";
import { conversationWords } from "./words.ts";

/** What the bot understood of a message: in a line, and in full when opened. */
export function Insight({ insight }: { insight: Understood }) {
  const { understanding, decision } = insight;
  const words = conversationWords();
  const titleOf = useIntentTitle();
  const [best] = understanding.intents;
  return (
    <details class="insight">
      <summary title={words.understood}>
        <Icon name="bot" size={13} />
        <span class="said">{words.understood}: </span>
        {insight.kind === "other" && <span>{insight.name}</span>}
        {!understanding.inScope && <span>{words.notUnderstood}</span>}
        {understanding.inScope && best && (
          <>
            <span>{titleOf(best.intent, best.title)}</span>
            <span class="tabular">{percent(best.confidence)}</span>
          </>
        )}
        {understanding.sentiment === "negative" && <Badge tone="bad">{words.sentiments.negative}</Badge>}
        <Signals of={understanding.signals} />
        <span class="muted">{words.decisions[decision]}</span>
      </summary>
      <UnderstandingTable understanding={understanding} />
    </details>
  );
}

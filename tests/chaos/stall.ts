import { figure } from "../support/figure.ts";
import type { Mood } from "./crowd.ts";
import type { EngineNode } from "./engine-node.ts";

/** Of a node's connections those that are sent most stop reading: the consoles, that follow every conversation. */
const SHARE = 0.1;
/** Milliseconds that they stop reading at most, and between two looks at what the node has done about it. */
const LONGEST_STALL = 20_000;
const LOOK = 500;

/**
 * Lets some connections of a node stop reading while people write long messages and agents leaf through what was said, until
 * the node has ended one of them for that (SPEC R7). Resolves to whether it did.
 */
export async function stallReaders(node: EngineNode, mood: Mood): Promise<boolean> {
  const stall = () => node.link.trouble("slow-reader", SHARE, true);
  let ended = await slowReaders(node.port);
  let stalled = stall();
  mood.busy++;
  try {
    for (let waited = 0; waited < LONGEST_STALL; waited += LOOK) {
      await new Promise((resolve) => setTimeout(resolve, LOOK));
      const before = ended;
      ended = await slowReaders(node.port);
      if (before !== undefined && ended !== undefined && ended > before) return true;
      if (before !== undefined && ended === before) continue;
      // It was started again meanwhile: others are connected, who have to be stalled instead.
      stalled.end();
      stalled = stall();
    }
    return false;
  } finally {
    mood.busy--;
    stalled.end();
  }
}

/** How many readers the node has ended since it was started; nothing while it does not say. */
function slowReaders(port: number): Promise<number | undefined> {
  return figure(`http://127.0.0.1:${port}`, "parley_slow_readers_total").catch(() => undefined);
}

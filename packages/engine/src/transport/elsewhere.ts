import type { Cluster } from "./cluster.ts";

/** Milliseconds that the other nodes have to answer; it is a little longer than Redis waits for them. */
const PATIENCE = 2_000;

/** What the other nodes answer, of those that do in time; nothing where there are none. */
export async function elsewhere<T>(
  cluster: Cluster | undefined,
  ask: (done: (late: Error | null, answers?: T[][]) => void) => void,
): Promise<T[]> {
  if (!cluster || cluster.problem()) return [];
  return await new Promise<T[]>((resolve) => {
    const timer = setTimeout(resolve, PATIENCE, []);
    ask((_late, answers = []) => {
      clearTimeout(timer);
      resolve(answers.flat());
    });
  });
}

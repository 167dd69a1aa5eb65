import { open } from "node:fs/promises";
import { join } from "node:path";

/** The cheapest thing that could be called durable: lines appended to one file, all that wait sharing one fdatasync. */
export async function openAppender(folder: string) {
  const file = await open(join(folder, "log"), "a");
  let waiting: { line: string; resolve: () => void }[] = [];
  let writing = false;

  async function write(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await file.appendFile(batch.map(({ line }) => line).join(""));
      await file.datasync();
      for (const { resolve } of batch) resolve();
    }
    writing = false;
  }

  return {
    /** Resolves when the line is durable. */
    append: (line: string) =>
      new Promise<void>((resolve) => {
        waiting.push({ line, resolve });
        if (!writing) setImmediate(() => void (writing || write()));
      }),
    close: () => file.close(),
  };
}

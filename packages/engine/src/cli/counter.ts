/** A count of documents on the terminal. */
export interface Counter {
  add: (more: number) => void;
  /** Ends the count and says what comes next. */
  say: (sentence: string) => void;
  finish: () => void;
}

/** Shows how many documents have been dealt with: a line that redraws itself, or one at the end where it cannot. */
export function createCounter(): Counter {
  let count = 0;
  let begun = performance.now();
  let drawn = 0;
  const rate = () => Math.round(count / Math.max(0.001, (performance.now() - begun) / 1000));
  const text = () => `${count.toLocaleString("en")} documents, ${rate().toLocaleString("en")}/s`;

  function finish(): void {
    if (count > 0) process.stderr.write(process.stderr.isTTY ? `\r  ${text()}\u001B[K\n` : `  ${text()}\n`);
    [count, begun, drawn] = [0, performance.now(), 0];
  }

  return {
    add(more: number): void {
      count += more;
      if (!process.stderr.isTTY || performance.now() - drawn < 100) return;
      drawn = performance.now();
      process.stderr.write(`\r  ${text()}\u001B[K`);
    },
    say(sentence: string): void {
      finish();
      process.stderr.write(`${sentence}\n`);
    },
    finish,
  };
}

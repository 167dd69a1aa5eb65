/** SPEC P1: how long "is typing" is valid. Milliseconds. */
export const TYPING_LASTS = 5_000;
/** SPEC P1: how often it may be said. Milliseconds. */
const EVERY = 2_000;

/** Passes on that one is typing, no more often than it may be said, and that one is not any more. */
export function sayTyping(tell: (typing: { on: boolean }) => void): (on: boolean) => void {
  let saidAt = 0;
  return (on) => {
    if (on ? Date.now() - saidAt < EVERY : saidAt === 0) return;
    saidAt = on ? Date.now() : 0;
    tell({ on });
  };
}

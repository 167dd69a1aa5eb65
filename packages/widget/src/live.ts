import { createBubble } from "./live/bubble.ts";
import { startTelling } from "./live/telling.ts";

declare global {
  interface Window {
    /** Whether the page's visitor agrees to be seen, where the inbox wants to know that first. */
    parleyAgreed?: boolean;
    /** Begins; called by what the engine puts in front of the loader. */
    parleyLive?: typeof begin;
  }
}

/**
 * Tells the engine at `base`, the address of an inbox, that this page is looked at (SPEC O), and shows how an agent invites whoever looks. With
 * `consent` not before the page says that they agree: by `window.parleyAgreed = true` or an event `parley:agreed` on its document.
 */
function begin(base: string, consent: boolean): void {
  const start = () => {
    // Who comes then may be somebody else, and is asked anew where people are.
    const again = () => begin(base, consent);
    const telling = startTelling(base, (invitation) => bubble.show(invitation), again);
    const bubble = createBubble(telling);
    bubble.resume();
  };
  if (!consent || window.parleyAgreed) start();
  else document.addEventListener("parley:agreed", start, { once: true });
}

window.parleyLive = begin;

/** What may happen to a page. */
interface PageWatcher {
  /** It is looked at, or the network is back. */
  awake: () => void;
  /** The browser puts it away. */
  asleep: () => void;
  /** The network goes. */
  away: () => void;
  /** Another of the site's tabs has stored something. */
  stored: () => void;
}

/** Watches the page, where there is one. Answers how to stop. */
export function watchPage({ awake, asleep, away, stored }: PageWatcher): () => void {
  if (typeof document === "undefined") return () => {};
  const whenVisible = () => {
    if (document.visibilityState === "visible") awake();
  };
  const whenBack = ({ persisted }: PageTransitionEvent) => persisted && awake();
  const each = (change: "addEventListener" | "removeEventListener") => {
    document[change]("visibilitychange", whenVisible);
    globalThis[change]("online", awake);
    globalThis[change]("offline", away);
    globalThis[change]("storage", stored);
    // A page that keeps a connection may be refused by the back/forward cache.
    globalThis[change]("pagehide", asleep);
    globalThis[change]("pageshow", whenBack as () => void);
  };
  each("addEventListener");
  return () => each("removeEventListener");
}

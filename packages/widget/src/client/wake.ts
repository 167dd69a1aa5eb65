/** Calls `awake` when the page is looked at or the network is back, `asleep` when the browser puts the page away, `away` when the network goes. */
export function watchPage(awake: () => void, asleep: () => void, away: () => void): () => void {
  if (typeof document === "undefined") return () => {};
  const whenVisible = () => {
    if (document.visibilityState === "visible") awake();
  };
  const whenBack = ({ persisted }: PageTransitionEvent) => persisted && awake();
  const each = (change: "addEventListener" | "removeEventListener") => {
    document[change]("visibilitychange", whenVisible);
    globalThis[change]("online", awake);
    globalThis[change]("offline", away);
    // A page that keeps a connection may be refused by the back/forward cache.
    globalThis[change]("pagehide", asleep);
    globalThis[change]("pageshow", whenBack as () => void);
  };
  each("addEventListener");
  return () => each("removeEventListener");
}

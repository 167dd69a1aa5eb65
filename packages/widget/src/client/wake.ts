/** Calls `awake` when the page is looked at or the network is back, `asleep` when the browser puts the page away. */
export function watchPage(awake: () => void, asleep: () => void): () => void {
  if (typeof document === "undefined") return () => {};
  const listening = new AbortController();
  const { signal } = listening;
  const whenVisible = () => {
    if (document.visibilityState === "visible") awake();
  };
  document.addEventListener("visibilitychange", whenVisible, { signal });
  addEventListener("online", awake, { signal });
  // A page that keeps a connection may be refused by the back/forward cache.
  addEventListener("pagehide", asleep, { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && awake(), { signal });
  return () => listening.abort();
}

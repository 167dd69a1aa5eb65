/** How often within a second what is removed comes back. */
const PATIENCE = 9;

/**
 * Puts `host` at the end of the page, as soon as there is one, and back whenever the page's scripts replace or clean the
 * body (SPA navigation, `document.write`); if they do so again and again, beside the body. `attached` is called each time.
 * Answers how to take it off.
 */
export function stay(host: HTMLElement, attached: () => void): () => void {
  let tries = 0;
  const page = document;
  const attach = () => {
    const { body, documentElement } = page;
    if (host.isConnected || !body || tries > PATIENCE) return;
    setTimeout(() => tries--, 1000);
    (tries++ > 3 ? documentElement : body).append(host);
    attached();
  };
  const watch = new MutationObserver(attach);
  watch.observe(page, { childList: true, subtree: true });
  attach();
  return () => {
    watch.disconnect();
    host.remove();
  };
}

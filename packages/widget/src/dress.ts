/** What an inbox's widget looks like beyond its options, as the engine says it. */
export interface Dress {
  styles: string;
  /** A picture, relative to `base`, and the styles that show it at `LOGO` once it is there. */
  picture?: { address: string; styles: string };
}

/**
 * Dresses every widget that is put on the page from now on. `base` is the address of its inbox. A picture that cannot be loaded, or that the page's
 * policy refuses, leaves everything as it is without.
 */
export function dress(base: string, { styles, picture }: Dress): void {
  const nonce = document.querySelector<HTMLElement>("[nonce]")?.nonce;
  const addTo = (root: ShadowRoot, text: string) => {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    } catch {
      root.append(Object.assign(document.createElement("style"), { nonce, textContent: text }));
    }
  };
  const find = () => {
    const root = document.querySelector("parley-chat")?.shadowRoot;
    if (!root) return false;
    addTo(root, styles);
    if (!picture) return true;
    const image = new Image();
    const { href } = new URL(picture.address, new URL(base, document.baseURI));
    image.addEventListener("load", () => addTo(root, picture.styles.split("LOGO").join(href)));
    image.src = href;
    return true;
  };
  document.addEventListener("parley:ready", () => {
    if (find()) return;
    // A script in the page's head may be there before its body.
    const watch = new MutationObserver(() => find() && watch.disconnect());
    watch.observe(document, { childList: true, subtree: true });
  });
}

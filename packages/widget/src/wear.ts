/** Adds styles to a widget, whatever the browser knows and the page allows of it. Answers how to take them off. */
export function wear(root: ShadowRoot, text: string): () => void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return () => {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  } catch {
    const nonce = document.querySelector<HTMLElement>("[nonce]")?.nonce;
    const style = Object.assign(document.createElement("style"), { nonce, textContent: text });
    root.append(style);
    return () => style.remove();
  }
}

/**
 * Gives the whole screen to the panel: the page behind can be neither scrolled nor reached, and the panel is as high as
 * what the on-screen keyboard leaves, which on iOS only the visual viewport knows. Answers how to give it back.
 */
export function takeScreen(panel: HTMLElement, host: Element): () => void {
  const page = document.documentElement;
  const { overflow } = page.style;
  const others = [...(host.parentElement?.children ?? [])].filter(
    (element): element is HTMLElement => element instanceof HTMLElement && element !== host && !element.inert,
  );
  const viewport = globalThis.visualViewport;
  const fit = () =>
    requestAnimationFrame(() => {
      if (!viewport) return;
      panel.style.setProperty("--height", `${viewport.height}px`);
      panel.style.setProperty("--top", `${viewport.offsetTop}px`);
    });
  viewport?.addEventListener("resize", fit);
  viewport?.addEventListener("scroll", fit);
  fit();
  const take = () => {
    page.style.overflow = "hidden";
    for (const other of others) other.inert = true;
  };
  const giveBack = () => {
    page.style.overflow = overflow;
    for (const other of others) other.inert = false;
  };
  take();
  // What is printed is the page, all of it.
  addEventListener("beforeprint", giveBack);
  addEventListener("afterprint", take);
  return () => {
    viewport?.removeEventListener("resize", fit);
    viewport?.removeEventListener("scroll", fit);
    removeEventListener("beforeprint", giveBack);
    removeEventListener("afterprint", take);
    giveBack();
    panel.style.removeProperty("--height");
    panel.style.removeProperty("--top");
  };
}

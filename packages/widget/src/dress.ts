import type { Dress } from "@parley/protocol";
import { wear } from "./wear.ts";

declare global {
  interface Window {
    /** Takes off what the page's widget is dressed in, whichever script did it. */
    parleyUndress?: () => void;
  }
}

/**
 * Dresses the page's widget, and every one that is put there in its place, in the looks of one inbox; what was before is taken off. `base` is the
 * address of the inbox, to which that of its picture is relative. A picture that cannot be loaded, or that the page's policy refuses, leaves everything as it is without.
 */
export function dress(base: string, worn?: Dress): void {
  window.parleyUndress?.();
  const off: (() => void)[] = [];
  let dressed: ShadowRoot | undefined;
  let over = !worn;
  const addTo = (root: ShadowRoot, text: string) => {
    if (!over) off.push(wear(root, text));
  };
  const find = () => {
    const root = document.querySelector("parley-chat")?.shadowRoot;
    if (!root || !worn) return false;
    if (root === dressed) return true;
    dressed = root;
    addTo(root, worn.styles);
    const { picture } = worn;
    if (!picture) return true;
    const image = new Image();
    const { href } = new URL(picture.address, new URL(base, document.baseURI));
    image.addEventListener("load", () => addTo(root, picture.styles.split("LOGO").join(href)));
    image.src = href;
    return true;
  };
  // A script in the page's head may be there before its body.
  const watch = new MutationObserver(() => find() && watch.disconnect());
  const look = () => find() || watch.observe(document, { childList: true, subtree: true });
  window.parleyUndress = () => {
    over = true;
    document.removeEventListener("parley:ready", look);
    watch.disconnect();
    for (const take of off.splice(0)) take();
  };
  if (!worn) return;
  find();
  document.addEventListener("parley:ready", look);
}

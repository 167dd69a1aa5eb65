/** Pixels from the bottom of the window within which a browser's own bars move what is fixed there. */
const NEAR = 99;

/**
 * Keeps what happens in the chat from the page: no shortcuts, no smooth scrolling, no focus traps. Who listens before the chat
 * does is told that people write here, and what they have kept from scrolling is scrolled.
 */
export function keepEvents(root: ShadowRoot): void {
  const types = ["focusin", "focusout", "keydown"];
  for (const name in root.host) if (name.startsWith("on")) types.push(name.slice(2));
  Object.defineProperty(root.host, "isContentEditable", { value: true });
  for (const type of types) {
    root.addEventListener(
      type,
      (event) => {
        event.stopPropagation();
        const thread = event.defaultPrevented && root.querySelector(".thread");
        if (thread && type === "wheel") thread.scrollTop += (event as WheelEvent).deltaY;
      },
      { passive: true },
    );
  }
}

/** Puts the chat beside the body where the body moves what is fixed in it, as with a transform, or shows nothing of its own. */
export function moveIfMisplaced(host: Element): void {
  const { bottom } = host.getBoundingClientRect();
  const misplaced = bottom === 0 ? document.body.localName === "frameset" : Math.abs(bottom - innerHeight) > NEAR;
  if (misplaced) document.documentElement.append(host);
}

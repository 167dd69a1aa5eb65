import type { Launcher } from "../launcher/launcher.ts";
import type { Texts } from "../texts/texts.ts";

/** Says on the launcher what there was no room for before: how much is unread, and that it closes too. */
export function createButton({
  button,
}: Pick<Launcher, "button">): (texts: Texts, open: boolean, unread: number) => void {
  const badge = button.appendChild(document.createElement("b"));
  return (texts, open, unread) => {
    const label = unread > 0 ? `${texts.open}, ${texts.unread(unread)}` : texts.open;
    // Not by properties: Firefox has had those since 119.
    button.setAttribute("aria-label", open ? texts.close : label);
    button.setAttribute("aria-expanded", `${open}`);
    badge.hidden = open || unread === 0;
    badge.textContent = unread > 99 ? "99+" : `${unread}`;
  };
}

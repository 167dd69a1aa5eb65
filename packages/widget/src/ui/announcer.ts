/** Says things to those who do not see the screen. */
export type Announce = (text: string, urgent?: boolean) => void;

/** Under a tenth of a second screen readers miss it; left for longer it is read twice when browsing. Milliseconds. */
const STAYS = 1_500;

/** Makes live regions in `parent`. They must be there before anything is said. */
export function createAnnouncer(parent: Node): Announce {
  const region = (politeness: "polite" | "assertive") => {
    const element = document.createElement("div");
    element.className = "unseen";
    element.setAttribute("aria-live", politeness);
    return parent.appendChild(element);
  };
  const polite = region("polite");
  const assertive = region("assertive");
  return (text, urgent = false) => {
    const line = document.createElement("p");
    line.textContent = text;
    (urgent ? assertive : polite).append(line);
    setTimeout(() => line.remove(), STAYS);
  };
}

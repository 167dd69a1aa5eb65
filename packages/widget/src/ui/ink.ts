/** Puts black or white on what has the accent's colour, in browsers that cannot make one colour of another. */
export function inkOn(panel: Element | null | undefined): void {
  const avatar = panel?.querySelector(".avatar");
  if (avatar) (panel as HTMLElement).style.setProperty("--on-accent", inkFor(getComputedStyle(avatar).backgroundColor));
}

/** Black or white, whichever can be read better on a colour as the browser computes it, `rgb(...)` (WCAG 2.2). */
function inkFor(colour: string): "#000" | "#fff" {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => (Number(part) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
}

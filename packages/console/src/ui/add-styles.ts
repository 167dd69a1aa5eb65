/** Adds the style sheet of a part that is fetched late, `console-<part>.css`. */
export function addStyles(part: string): void {
  document.head.append(
    Object.assign(document.createElement("link"), { rel: "stylesheet", href: `console-${part}.css` }),
  );
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? "");
const LINK = /\bhttps?:\/\/[^\s<>"'，。；）)]+/g;

/** Plain text as simple HTML: paragraphs, each in the direction of its own script, lines, and links. */
export function htmlOf(text: string): string {
  const paragraphs = text.split(/\n{2,}/).map((one) => `<p dir="auto">${linked(one).replaceAll("\n", "<br>")}</p>`);
  return `<div style="font-family:sans-serif">${paragraphs.join("")}</div>`;
}

function linked(text: string): string {
  let [html, from] = ["", 0];
  for (const { 0: url, index } of text.matchAll(LINK)) {
    html += `${escaped(text.slice(from, index))}<a href="${escaped(url)}">${escaped(url)}</a>`;
    from = index + url.length;
  }
  return html + escaped(text.slice(from));
}

/** What Slack would read as a mention or a link, as the letters that they are. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** What somebody wrote, as they saw it: links by their addresses, mentions by their names. */
export function unescaped(text: string): string {
  const plain = text.replaceAll(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) => {
    if (/^[@#!]/.test(target)) return label === undefined ? nameOf(target) : `${target.charAt(0)}${label}`;
    return label === undefined || target.endsWith(label) ? target.replace(/^mailto:/, "") : `${label} (${target})`;
  });
  return plain.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** What is called together, by its name; a person or a room that has none here, by what Slack calls it. */
const nameOf = (target: string) => (target.startsWith("!") ? `@${target.slice(1).split("^", 1).join("")}` : target);

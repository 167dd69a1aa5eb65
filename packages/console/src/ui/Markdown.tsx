import type { ComponentChildren } from "preact";
import { type Block, type Inline, parseMarkdown } from "./markdown.ts";

/** Text of the bot or of agents, shown as SPEC C4 says. Builds nodes, never markup from strings. */
export function Markdown({ text }: { text: string }) {
  return <div class="markdown">{parseMarkdown(text).map(showBlock)}</div>;
}

function showBlock(block: Block): ComponentChildren {
  if (block.type !== "list") {
    return <p class={block.type === "heading" ? "markdown-heading" : undefined}>{block.inside.map(showInline)}</p>;
  }
  const items = block.items.map((item) => <li>{item.map(showInline)}</li>);
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function showInline(part: Inline): ComponentChildren {
  switch (part.type) {
    case "text":
      return part.text;
    case "code":
      return <code>{part.text}</code>;
    case "strong":
      return <strong>{part.inside.map(showInline)}</strong>;
    case "emphasis":
      return <em>{part.inside.map(showInline)}</em>;
    case "link":
      return (
        <a href={part.url} target="_blank" rel="noopener noreferrer nofollow">
          {part.inside.map(showInline)}
        </a>
      );
    case "image":
      return <img src={part.url} alt={part.text} loading="lazy" referrerpolicy="no-referrer" />;
    case "break":
      return <br />;
  }
}

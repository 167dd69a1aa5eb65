import { type MakeElement, showMarkdown, showPlain } from "@parley/protocol/markdown";
import { h, type VNode } from "preact";

const make: MakeElement<VNode> = h;

/** Text of the bot or of agents, shown as SPEC C4 says. Builds nodes, never markup from strings. */
export function Markdown({ text }: { text: string }) {
  return <div class="markdown">{showMarkdown(text, make)}</div>;
}

/** Text of a visitor, shown as SPEC C3 says. */
export function PlainText({ text }: { text: string }) {
  return <>{showPlain(text, make)}</>;
}

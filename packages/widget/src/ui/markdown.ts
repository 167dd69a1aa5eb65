import { type MakeElement, showMarkdown, showPlain } from "@parley/protocol/markdown";
import { type ComponentChild, h, type VNode } from "preact";

const make: MakeElement<VNode> = (tag, attributes, children) => h(tag, attributes, children);

/** What bots and agents write (SPEC C4), as vnodes. */
export const markdown = (text: string): ComponentChild[] => showMarkdown(text, make);

/** What visitors write (SPEC C3), as vnodes. */
export const plain = (text: string): ComponentChild[] => showPlain(text, make);

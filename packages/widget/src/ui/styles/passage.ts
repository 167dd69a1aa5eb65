/** The card that unfolds what an article says. */
export const passageStyles = `
.source { width: 100%; border: 1px solid var(--line); border-radius: 14px; font-size: 14px; }
.source summary { display: flex; align-items: center; padding: 9px 12px; border-radius: 13px; line-height: 1.35; list-style: none; cursor: pointer; }
.source summary::-webkit-details-marker { display: none; }
.source summary:hover { background: var(--raised); color: var(--ink); }
.source .icon { margin-right: 10px; color: var(--muted); }
.source summary > .i-close { width: 17px; height: 17px; margin: 0 0 0 auto; }
.source[open] summary > .i-close { transform: rotate(180deg); }
.source small { display: block; color: var(--muted); font-size: 12px; }
.passage { padding: 4px 14px 12px; }
.passage > * + * { margin-top: 8px !important; }
`;

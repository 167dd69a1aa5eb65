/** Whether an answer helped. */
export const judgementStyles = `
.judgement { display: flex; flex-wrap: wrap; align-items: center; color: var(--muted); font-size: 13px; }
.judgement > :first-child:not(:empty) { margin: 0 4px 0 2px; }
.panel .small { width: 30px; height: 30px; border-radius: 9px; }
.panel .small[aria-pressed=true] { color: var(--ink); }
.small[aria-pressed=true] .icon { fill: currentColor; }
.turned { transform: rotate(180deg); }
`;

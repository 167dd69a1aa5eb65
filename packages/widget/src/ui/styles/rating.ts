/** The card that asks for a rating. */
export const ratingStyles = `
.card { display: grid; gap: 12px; margin: 6px 0 10px; padding: 18px; border: 1px solid var(--line); border-radius: 18px; text-align: center; }
.card legend { width: 100%; font-weight: 650; }
.faces { display: flex; justify-content: center; padding-top: 12px; }
.face { position: relative; margin: 0 3px; border-radius: 50%; }
.face input { position: absolute; top: 0; left: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.face svg { pointer-events: none; display: block; width: 46px; padding: 3px; border-radius: 50%; fill: var(--raised); stroke: var(--muted); stroke-width: 1.6; stroke-linecap: round; transition: transform .15s; }
.face circle { stroke: none; }
.face:hover svg { transform: scale(1.1); }
.face :checked + svg { fill: var(--accent); stroke: var(--on-accent); transform: scale(1.1); }
.face :focus-visible + svg { outline: 2px solid var(--ink); }
.chosen { color: var(--muted); font-size: 14px; }
.panel .card textarea { padding: 8px 12px; border: 1px solid var(--edge); border-radius: 12px; text-align: left; }
.panel .card textarea:focus { padding: 7px 11px; border: 2px solid var(--ink); }
.panel .primary { padding: 9px 18px; border-radius: 14px; background: var(--accent); color: var(--on-accent); font-weight: 600; }
@media (forced-colors: active) { .primary { border: 1px solid; } .face :checked + svg { outline: 2px solid; } }
`;

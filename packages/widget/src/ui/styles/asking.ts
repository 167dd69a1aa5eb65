/** The form that asks before one writes, where the composer else is. */
export const askingStyles = `
.asking { display: grid; gap: 12px; flex: 0 1 auto; max-height: 75%; overflow-y: auto; padding: 14px 16px; padding-bottom: calc(14px + env(safe-area-inset-bottom)); border-top: 1px solid var(--line); }
.asking label { display: block; font-size: 14px; font-weight: 500; }
.asking small { color: var(--muted); font-size: 13px; font-weight: 400; }
.asking p { margin: 0 0 10px; }
.panel .asking input, .panel .asking select, .panel .asking textarea { display: block; width: 100%; min-height: 42px; margin: 4px 0 0; padding: 8px 12px; border: 1px solid var(--edge); border-radius: 12px; background: var(--surface); color: var(--ink); font: 400 16px/24px inherit; font-family: inherit; text-align: start; }
.panel .asking textarea { resize: vertical; }
.panel .asking input:focus, .panel .asking select:focus, .panel .asking textarea:focus { outline: 0; border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); }
.panel .asking [aria-invalid=true] { border-color: var(--alarm); }
.asking .problem { display: block; margin-top: 4px; color: var(--alarm); font-size: 13px; font-weight: 400; }
.asking .agree { display: flex; align-items: flex-start; font-weight: 400; }
.panel .asking .agree input { flex: none; width: 20px; min-height: 0; height: 20px; margin: 1px 10px 0 0; accent-color: var(--accent); }
.panel[dir=rtl] .asking .agree input { margin: 1px 0 0 10px; }
.panel .asking .agree input:focus { box-shadow: none; outline: 2px solid var(--ink); outline-offset: 2px; }
.panel .asking .primary { padding: 10px 18px; border-radius: 14px; background: var(--accent); color: var(--on-accent); font-weight: 600; text-align: center; }
.panel .asking .primary:disabled { opacity: .6; cursor: default; }
.panel .asking .text, .panel .leave { justify-self: center; align-self: center; }
.panel[data-asks] .welcome .choices { display: none; }
@media (forced-colors: active) { .asking .primary { border: 1px solid; } }
`;

/** What stands beside the field where one writes, and above it. */
export const toolStyles = `
.field { position: relative; }
.panel .tool { flex: none; width: 30px; background: none; color: var(--muted); transition: none; }
.panel .tool:hover, .panel .tool[aria-expanded=true] { background: var(--raised); color: var(--ink); }
.emoji { position: absolute; z-index: 2; bottom: 100%; bottom: calc(100% + 8px); right: -1px; left: -1px; max-height: 264px; overflow-y: auto; overscroll-behavior: contain; padding: 8px; border: 1px solid var(--line); border-radius: 18px; background: var(--surface); box-shadow: var(--shadow); }
.emoji p { padding: 4px 6px 2px; color: var(--muted); font-size: 12.5px; }
.emoji div div { display: grid; grid-template-columns: repeat(auto-fill, minmax(36px, 1fr)); }
.panel .emoji button { display: grid; place-items: center; height: 36px; border-radius: 10px; font: 22px/1 "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif; }
.tool .rings { fill: currentColor; }
.panel .said-so { padding: 10px 14px !important; color: var(--alarm); font-size: 14px; }
.voice { flex: 1; display: flex; align-items: center; min-width: 0; }
.voice ~ textarea, .voice ~ button, .field > .voice ~ .send { display: none !important; }
.voice p { flex: 1; min-width: 0; padding: 0 8px !important; font-size: 15px; font-variant-numeric: tabular-nums; }
.voice p[role=alert] { padding: 4px 8px !important; color: var(--alarm); font-size: 14px; line-height: 1.4; }
.voice .on::before { content: ""; display: inline-block; width: 10px; height: 10px; margin: 0 8px 0 0; border-radius: 50%; background: var(--alarm); animation: heard 1.2s infinite; }
@keyframes heard { 50% { opacity: .25; } }
`;

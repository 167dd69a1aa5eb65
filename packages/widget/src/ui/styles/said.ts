/** What is in the thread only once something was said: loaded then. */
export const saidStyles = `
.line.new { color: var(--alarm); font-weight: 600; }
.line.new::before, .line.new::after { border-color: currentColor; }
.bubble.typing { display: flex; padding: 15px 14px; }
.typing i { width: 7px; height: 7px; border-radius: 50%; background: var(--muted); animation: hop 1.2s infinite; }
.typing i + i { margin-left: 5px; animation-delay: .15s; }
.typing i + i + i { animation-delay: .3s; }
@keyframes hop { 30% { opacity: .4; transform: translateY(-4px); } 60% { transform: none; } }
.heading { font-weight: 600; }
.panel code { padding: 1px 5px; border-radius: 5px; background: rgb(128 128 128 / .18); font: .92em ui-monospace, Menlo, Consolas, monospace; }
.panel pre { white-space: pre-wrap; }
.panel table { border-collapse: collapse; }
.panel th, .panel td { padding: 2px 8px; border: 1px solid var(--edge); text-align: start; }
.panel img { display: block; max-width: 100%; max-height: 260px; border-radius: 10px; }
.choices.past { display: block; }
.panel .choices.past button { margin: 0 6px 6px 0; padding: 3px 10px; border-radius: 9px; color: var(--muted); font-size: 13px; font-weight: 400; }
.panel .jump { position: absolute; bottom: 10px; left: 50%; display: flex; align-items: center; min-height: 36px; padding: 0 9px; border: 1px solid var(--line); border-radius: 18px; background: var(--surface); box-shadow: var(--shadow); font-size: 14px; font-weight: 500; transform: translateX(-50%); }
.jump:not([aria-label]) .icon { margin-left: 6px; }
`;

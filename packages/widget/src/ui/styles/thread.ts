/** What is in the thread. For the same browsers as the panel's: no gaps between what flows, no sides but left and right. */
export const threadStyles = `
.middle { position: relative; flex: 1; min-height: 0; display: flex; }
.thread { position: relative; flex: 1; overflow-y: auto; overflow-anchor: none; overscroll-behavior: contain; scrollbar-width: thin; padding: 16px; }
.thread:focus-visible { outline-offset: -3px !important; }
.thread ol { list-style: none; }
.thread > ol { display: flex; flex-direction: column; min-height: 100%; }
.thread > ol > * + * { margin-top: 3px; }
.line { display: flex; align-items: center; min-height: 42.75px; padding: 12px 0; color: var(--muted); font-size: 12.5px; text-align: center; }
.line::before, .line::after { content: ""; flex: 1; min-width: 12px; border-top: 1px solid var(--line); }
.line::before { margin-right: 12px; }
.line::after { margin-left: 12px; }
.line.new { color: var(--alarm); font-weight: 600; }
.line.new::before, .line.new::after { border-color: currentColor; }
.message { position: relative; display: grid; grid-template-columns: 100%; justify-items: start; gap: 6px; animation: rise .2s ease; }
.message.other { padding: 0 24px 0 38px; }
.message.own { justify-items: end; padding-left: 48px; }
.message.last { margin-bottom: 10px; }
.said { position: relative; max-width: 100%; }
.said .avatar { position: absolute; bottom: 0; left: -38px; width: 28px; height: 28px; border-radius: 10px; font-size: 13px; }
.name { color: var(--muted); font-size: 12.5px; margin-left: 2px; }
.bubble { max-width: 100%; padding: 9px 14px; border-radius: 18px; background: var(--raised); }
.other.last .bubble { border-bottom-left-radius: 6px; }
.own .bubble { background: var(--accent); color: var(--on-accent); }
.own.last .bubble { border-bottom-right-radius: 6px; }
.bubble.typing { display: flex; padding: 15px 14px; }
.typing i { width: 7px; height: 7px; border-radius: 50%; background: var(--muted); animation: hop 1.2s infinite; }
.typing i + i { margin-left: 5px; animation-delay: .15s; }
.typing i + i + i { animation-delay: .3s; }
@keyframes hop { 30% { opacity: .4; transform: translateY(-4px); } 60% { transform: none; } }
.asis { white-space: pre-wrap; }
.bubble > * + * { margin-top: 8px !important; }
.panel li ol, .panel li ul { padding-left: 20px; list-style: disc; }
.panel li ol { list-style: decimal; }
.heading { font-weight: 600; }
.panel a { color: inherit; text-underline-offset: 2px; }
.panel code { padding: 1px 5px; border-radius: 5px; background: rgb(128 128 128 / .18); font: .92em ui-monospace, Menlo, Consolas, monospace; }
.panel pre { white-space: pre-wrap; }
.panel table { border-collapse: collapse; }
.panel th, .panel td { padding: 2px 8px; border: 1px solid var(--edge); text-align: left; }
.panel img { display: block; max-width: 100%; max-height: 260px; border-radius: 10px; }
.choices { display: grid; gap: 6px; width: 100%; padding-top: 2px; }
.panel .choices button { padding: 9px 14px; border: 1px solid var(--line); border-radius: 14px; font-weight: 500; line-height: 1.4; transition: background .12s; }
.choices.past { display: block; }
.panel .choices.past button { margin: 0 6px 6px 0; padding: 3px 10px; border-radius: 9px; color: var(--muted); font-size: 13px; font-weight: 400; }
.footer { display: flex; flex-wrap: wrap; align-items: center; color: var(--muted); font-size: 12.5px; white-space: pre-wrap; }
.panel .jump { position: absolute; bottom: 10px; left: 50%; display: flex; align-items: center; min-height: 36px; padding: 0 9px; border: 1px solid var(--line); border-radius: 18px; background: var(--surface); box-shadow: var(--shadow); font-size: 14px; font-weight: 500; transform: translateX(-50%); }
.jump:not([aria-label]) .icon { margin-left: 6px; }
.welcome { margin: auto 0 0; padding: 24px 4px 4px; color: var(--muted); }
.welcome .greeting { margin-bottom: 6px; color: var(--ink); font-size: 25px; font-weight: 700; line-height: 1.25; }
.welcome .choices { margin-top: 20px; color: var(--ink); }
@media (forced-colors: active) { .bubble, .send, .avatar { border: 1px solid; } }
`;

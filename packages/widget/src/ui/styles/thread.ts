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
.asis { white-space: pre-wrap; }
.bubble > * + * { margin-top: 8px !important; }
.panel li ol, .panel li ul { padding-left: 20px; list-style: disc; }
.panel li ol { list-style: decimal; }
.panel a { color: inherit; text-underline-offset: 2px; }
.choices { display: grid; gap: 6px; width: 100%; padding-top: 2px; }
.panel .choices button { padding: 9px 14px; border: 1px solid var(--line); border-radius: 14px; font-weight: 500; line-height: 1.4; transition: background .12s; }
.footer { display: flex; flex-wrap: wrap; align-items: center; color: var(--muted); font-size: 12.5px; white-space: pre-wrap; }
.welcome { margin: auto 0 0; padding: 24px 4px 4px; color: var(--muted); }
.welcome .greeting { margin-bottom: 6px; color: var(--ink); font-size: 25px; font-weight: 700; line-height: 1.25; }
.welcome .choices { margin-top: 20px; color: var(--ink); }
@media (forced-colors: active) { .bubble, .send, .avatar { border: 1px solid; } }
`;

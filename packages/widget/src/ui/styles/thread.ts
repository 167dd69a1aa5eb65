/** What is in the thread. */
export const threadStyles = `
.middle { position: relative; flex: 1; min-block-size: 0; display: flex; }
.thread { flex: 1; overflow-y: auto; overflow-anchor: none; overscroll-behavior: contain; scrollbar-width: thin; padding: 16px; }
.thread:focus-visible { outline-offset: -3px !important; }
.thread ol { list-style: none; }
.thread > ol { display: flex; flex-direction: column; gap: 3px; min-block-size: 100%; }
.line { display: flex; align-items: center; gap: 12px; padding-block: 12px; color: var(--muted); font-size: 12.5px; text-align: center; }
.line::before, .line::after { content: ""; flex: 1; min-inline-size: 12px; border-block-start: 1px solid var(--line); }
.line.new { color: var(--alarm); font-weight: 600; }
.line.new::before, .line.new::after { border-color: currentColor; }
.message { position: relative; display: flex; flex-direction: column; align-items: flex-start; gap: 6px; max-inline-size: 100%; animation: rise .2s ease; }
.message.other { padding-inline: 38px 24px; }
.message.own { align-items: flex-end; padding-inline-start: 48px; }
.message.last { margin-block-end: 10px; }
.message .avatar { position: absolute; inset: auto auto 0 0; inline-size: 28px; block-size: 28px; border-radius: 10px; font-size: 13px; }
.message .avatar.person { border-radius: 50%; }
.message .avatar .icon { inline-size: 16px; block-size: 16px; }
.message:has(> .avatar ~ :is(.source, .choices, .judgement, .footer)) .avatar { inset-block: 3px auto; }
.name { color: var(--muted); font-size: 12.5px; margin-inline-start: 2px; }
.bubble { max-inline-size: 100%; padding: 9px 14px; border-radius: 18px; background: var(--raised); }
.other.last .bubble { border-end-start-radius: 6px; }
.own .bubble { background: var(--accent); color: var(--on-accent); }
.own.last .bubble { border-end-end-radius: 6px; }
.bubble.typing { display: flex; gap: 5px; padding-block: 15px; }
.typing i { inline-size: 7px; block-size: 7px; border-radius: 50%; background: var(--muted); animation: hop 1.2s infinite; }
.typing i:nth-of-type(2) { animation-delay: .15s; }
.typing i:nth-of-type(3) { animation-delay: .3s; }
@keyframes hop { 30% { opacity: .4; transform: translateY(-4px); } 60% { transform: none; } }
.asis { white-space: pre-wrap; }
.bubble > * + *, .passage > * + * { margin-block-start: 8px !important; }
.panel .bubble :is(ul, ol), .panel .passage :is(ul, ol) { padding-inline-start: 20px; list-style: disc; }
.panel .bubble ol, .panel .passage ol { list-style: decimal; }
.heading { font-weight: 600; }
.panel a { color: inherit; text-underline-offset: 2px; }
.panel code { padding: 1px 5px; border-radius: 5px; background: rgb(128 128 128 / .18); font: .92em ui-monospace, Menlo, Consolas, monospace; }
.panel pre { margin: 0; white-space: pre-wrap; }
.panel table { border-collapse: collapse; }
.panel th, .panel td { padding: 2px 8px; border: 1px solid var(--edge); text-align: start; }
.panel img { display: block; max-inline-size: 100%; max-block-size: 260px; border-radius: 10px; }
.source { inline-size: 100%; border: 1px solid var(--line) !important; border-radius: 14px; font-size: 14px; }
p.source, .source summary { display: flex; align-items: center; gap: 10px; padding: 9px 12px !important; line-height: 1.35; list-style: none; }
.source summary { cursor: pointer; border-radius: 13px; }
.source summary:hover { background: var(--raised); }
.source summary > .i-close { margin-inline-start: auto; inline-size: 16px; }
.source[open] summary > .i-close { transform: rotate(180deg); }
.source small { display: block; color: var(--muted); font-size: 12px; }
.source .icon { color: var(--muted); }
.passage { padding: 4px 14px 12px; }
.choices { display: flex; flex-direction: column; gap: 6px; inline-size: 100%; padding-block-start: 2px; }
.panel .choices button { padding: 9px 14px; border: 1px solid var(--line); border-radius: 14px; font-weight: 500; line-height: 1.4; transition: background .12s; }
.panel .choices button:hover { border-color: var(--ink); background: var(--raised); }
.choices.past { flex-flow: wrap; }
.panel .choices.past button { padding: 3px 10px; border-color: var(--line); border-radius: 9px; color: var(--muted); font-size: 13px; font-weight: 400; }
.judgement { display: flex; flex-wrap: wrap; align-items: center; gap: 2px; color: var(--muted); font-size: 13px; }
.judgement > :first-child:not(:empty) { margin-inline: 2px 4px; }
.panel .small { inline-size: 30px; block-size: 30px; border-radius: 9px; }
.small .icon { inline-size: 17px; block-size: 17px; }
.turned { transform: rotate(180deg); }
.panel .small[aria-pressed=true] { color: var(--ink); }
.small[aria-pressed=true] .icon { fill: currentColor; }
.footer { display: flex; flex-wrap: wrap; align-items: center; color: var(--muted); font-size: 12.5px; white-space: pre; }
.panel .jump { position: absolute; inset: auto auto 10px 50%; display: flex; gap: 6px; align-items: center; min-block-size: 36px; padding: 0 9px; border: 1px solid var(--line); border-radius: 18px; background: var(--surface); box-shadow: var(--shadow); font-size: 14px; font-weight: 500; transform: translateX(-50%); }
.jump .icon { inline-size: 18px; }
.welcome { margin-block: auto 0; padding: 24px 4px 4px; color: var(--muted); }
.welcome .greeting { margin-block-end: 6px; color: var(--ink); font-size: 25px; font-weight: 700; line-height: 1.25; }
.welcome .choices { margin-block-start: 20px; color: var(--ink); }
@media (forced-colors: active) { .bubble, .send, .avatar { border: 1px solid; } }
`;

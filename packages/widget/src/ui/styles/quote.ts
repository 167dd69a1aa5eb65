/** Quotes, in the thread and above what is being written, and what begins them. */
export const quoteStyles = `
.panel .quote { display: block; max-width: 100%; padding: 2px 8px; border-left: 3px solid currentColor; border-radius: 3px; font-size: 13px; line-height: 1.4; opacity: .85; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.panel .quote:not(.send):not(.primary):hover { background: none; color: inherit; opacity: 1; }
.panel .reply { position: absolute; top: 6px; display: grid; place-items: center; width: 26px; height: 26px; border-radius: 8px; color: var(--muted); opacity: 0; transition: opacity .12s; }
.other > .reply { right: -4px; }
.own > .reply { left: 14px; }
.reply .icon { width: 16px; height: 16px; }
.message:hover > .reply, .panel .reply:focus-visible { opacity: 1; }
@media (hover: none) { .panel .reply { opacity: .55; } }
.quoting { display: flex; align-items: center; padding: 0 4px 6px 10px; color: var(--muted); font-size: 13px; }
.quoting span { flex: 1; min-width: 0; margin: 0 8px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.quote bdi { font-weight: 600; }
.quoting bdi { color: var(--ink); font-weight: 600; }
.quoting .icon { width: 17px; height: 17px; }
.panel .quoting .plain { width: 28px; height: 28px; }
[dir=rtl] .quote { border-right: 3px solid; border-left: 0; }
[dir=rtl] .other > .reply { right: auto; left: -4px; }
[dir=rtl] .own > .reply { right: 14px; left: auto; }
[dir=rtl] .reply .icon, [dir=rtl] .quoting > .icon { transform: scaleX(-1); }
[dir=rtl] .quoting { padding: 0 10px 6px 4px; }
`;

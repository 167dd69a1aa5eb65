/** Sides the other way round, for languages that are read from right to left: comes with their words. The panel stays where the site has put it. */
export const rtlStyles = `
[dir=rtl] textarea { text-align: start; }
[dir=rtl] .head { padding: 14px 16px 14px 10px; }
[dir=rtl] .status::before { margin: 0 0 1px 6px; }
[dir=rtl] .line::before { margin: 0 0 0 12px; }
[dir=rtl] .line::after { margin: 0 12px 0 0; }
[dir=rtl] .message.other { padding: 0 38px 0 24px; }
[dir=rtl] .message.own { padding: 0 48px 0 0; }
[dir=rtl] .said .avatar { right: -38px; left: auto; }
[dir=rtl] .other.last .bubble { border-radius: 18px 18px 6px; }
[dir=rtl] .own.last .bubble { border-radius: 18px 18px 18px 6px; }
[dir=rtl] .text .icon, [dir=rtl] .menu .icon, [dir=rtl] .source .icon { margin: 0 0 0 8px; }
[dir=rtl] .jump:not([aria-label]) .icon { margin: 0 6px 0 0; }
[dir=rtl] .source summary > .i-close { margin: 0 auto 0 0; }
[dir=rtl] .left { margin: 0 auto 0 0; }
[dir=rtl] .menu { right: auto; left: 12px; }
[dir=rtl] li ol, [dir=rtl] li ul { padding: 0 20px 0 0; }
`;

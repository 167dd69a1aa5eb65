const DARK = `
  --surface: #17191f;
  --raised: #252932;
  --ink: #eceef2;
  --muted: #a7aebc;
  --line: #323742;
  --edge: #737b8b;
  --alarm: #ff8c93;
`;

/**
 * The panel and its fixed parts. It reads from left to right in both languages, so sides are called left and right, which the oldest
 * browsers of the README know; what they do not know comes after what they do.
 */
export const panelStyles = `
.parley {
  --top: 0;
  --height: 100%;
  --surface: #fff;
  --raised: #f2f3f6;
  --ink: #171a21;
  --muted: #5a6170;
  --line: #e5e7ec;
  --edge: #878e9c;
  --alarm: #c02636;
  --shadow: 0 2px 6px rgb(16 20 36 / .1), 0 12px 40px rgb(16 20 36 / .18);
  --on-accent: #fff;
  color: var(--ink);
  color-scheme: light dark;
  font-size: 15px;
  line-height: 1.5;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", sans-serif;
}
.parley.light { color-scheme: light; }
.parley.dark { color-scheme: dark; ${DARK} }
@media (prefers-color-scheme: dark) { .parley:not(.light) { ${DARK} } }
@supports (color: lab(from red l a b)) { .parley { --on-accent: lab(from var(--accent) calc((49.4 - l) * 999) 0 0); } }
.panel, .panel * { box-sizing: border-box; }
.panel button { all: unset; box-sizing: border-box; cursor: pointer; }
.panel :focus { outline: 2px solid var(--ink); outline-offset: 2px; }
.panel :focus:not(:focus-visible) { outline: 0; }
.launcher { bottom: 20px; bottom: calc(20px + env(safe-area-inset-bottom)); }
.launcher[aria-expanded=true]::before { opacity: 1; border-radius: 0; clip-path: polygon(4px 10px, 6px 8px, 14px 16px, 22px 8px, 24px 10px, 14px 20px); }
.launcher b { position: absolute; top: -4px; right: -4px; min-width: 22px; border-radius: 11px; background: #d02a39; color: #fff; font-size: 13px; line-height: 22px; text-align: center; text-indent: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.icon { flex: none; width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.i-spark { fill: currentColor; stroke: none; }
.panel p, .panel ol, .panel ul, .panel h2, .panel pre, .panel fieldset, .panel legend { margin: 0; padding: 0; border: 0; }
.panel {
  position: fixed;
  bottom: 92px;
  bottom: calc(92px + env(safe-area-inset-bottom));
  right: 20px;
  display: flex;
  flex-direction: column;
  width: 400px;
  max-width: calc(100% - 40px);
  height: 690px;
  max-height: calc(100% - 112px);
  overflow: hidden;
  border: 1px solid var(--line);
  border-radius: 22px;
  background: var(--surface);
  box-shadow: var(--shadow);
  word-break: break-word;
  overflow-wrap: anywhere;
  outline: 0 !important;
  animation: rise .22s cubic-bezier(.2, .9, .3, 1);
}
.panel.left { right: auto; left: 20px; }
@keyframes rise { from { opacity: 0; transform: translateY(14px) scale(.98); } }
.head {
  position: relative;
  display: flex;
  align-items: center;
  padding: 14px 10px 14px 16px;
  border-bottom: 1px solid var(--line);
  background: linear-gradient(color-mix(in srgb, var(--accent) 12%, transparent), transparent);
}
.who { flex: 1; min-width: 0; margin: 0 12px; line-height: 1.35; }
.who h2 { overflow: hidden; font-size: 16px; font-weight: 600; text-overflow: ellipsis; white-space: nowrap; }
.status { color: var(--muted); font-size: 13px; }
.status::before { content: ""; display: inline-block; margin: 0 6px 1px 0; width: 8px; height: 8px; border-radius: 50%; background: #21a366; }
.status.queued::before { background: #e09b1a; }
.status.closed::before { background: var(--edge); }
.avatar {
  flex: none;
  display: grid;
  place-items: center;
  width: 40px;
  height: 40px;
  border-radius: 14px;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 600;
}
.avatar.person { border-radius: 50% !important; }
.panel .plain { display: grid; place-items: center; width: 40px; height: 40px; border-radius: 12px; color: var(--muted); }
.panel button:not(.send):not(.primary):hover { background: var(--raised); color: var(--ink); }
.notice { display: grid; padding: 10px 16px !important; border-bottom: 1px solid var(--line) !important; background: var(--raised); font-size: 14px; }
.notice span { color: var(--muted); }
.late { animation: appear 0s 1.2s backwards; }
@keyframes appear { from { display: none; } }
.trouble { color: var(--alarm) !important; }
.composer { padding: 10px 12px 8px; padding-bottom: calc(8px + env(safe-area-inset-bottom)); }
.field { display: flex; align-items: flex-end; padding: 5px; border: 1px solid var(--edge); border-radius: 22px; background: var(--surface); }
.field:focus-within { padding: 4px; border: 2px solid var(--ink); }
.panel textarea {
  all: unset;
  box-sizing: border-box;
  flex: 1;
  min-width: 0;
  max-height: 152px;
  padding: 5px 10px 5px 11px;
  overflow-y: auto;
  font-size: 16px;
  line-height: 24px;
  white-space: pre-wrap;
}
.panel textarea:focus { outline: 0; }
.panel textarea::placeholder { color: var(--muted); }
.panel .send { display: grid; place-items: center; width: 34px; height: 34px; border-radius: 50%; background: var(--accent); color: var(--on-accent); transition: .15s; }
.panel .send:disabled { background: var(--raised); color: var(--muted); cursor: default; }
.below { display: flex; align-items: center; justify-content: space-between; min-height: 12px; padding: 5px 4px 0; color: var(--muted); font-size: 13px; }
.left { margin-left: auto; }
.panel .text { display: inline-flex; align-items: center; min-height: 24px; padding: 3px 8px; border-radius: 8px; color: inherit; font-weight: 500; }
.text .icon { margin-right: 6px; }
.text .icon, .said .icon, .small .icon, .jump .icon { width: 17px; height: 17px; }
@media (prefers-reduced-motion) { .parley * { animation: none !important; transition: none !important; } }
@media (prefers-contrast: more) { .parley { --line: var(--edge); --muted: var(--ink); } }
@media (forced-colors: active) { .launcher { forced-color-adjust: none; border: 1px solid; } }
@media (max-width: 480px), (max-height: 480px) {
  .launcher[aria-expanded=true] { display: none; }
  .panel, .panel.left { top: var(--top); bottom: auto; right: 0; left: 0; width: 100%; max-width: none; height: var(--height); max-height: none; border: 0; border-radius: 0; }
}
`;

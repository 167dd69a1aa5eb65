/** The panel and its fixed parts. */
export const panelStyles = `
.parley {
  --top: 0;
  --height: 100%;
  --surface: light-dark(#fff, #17191f);
  --raised: light-dark(#f2f3f6, #252932);
  --ink: light-dark(#171a21, #eceef2);
  --muted: light-dark(#5a6170, #a7aebc);
  --line: light-dark(#e5e7ec, #323742);
  --edge: light-dark(#878e9c, #737b8b);
  --alarm: light-dark(#c02636, #ff8c93);
  --tint: color-mix(in srgb, var(--accent) 12%, transparent);
  --shadow: 0 2px 6px rgb(16 20 36 / .1), 0 12px 40px rgb(16 20 36 / .18);
  color: var(--ink);
  color-scheme: light dark;
  font-size: 15px;
  line-height: 1.5;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", sans-serif;
}
.parley.light { color-scheme: light; }
.parley.dark { color-scheme: dark; }
.panel, .panel * { box-sizing: border-box; }
.panel button { all: unset; box-sizing: border-box; cursor: pointer; -webkit-tap-highlight-color: transparent; }
.panel :focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.launcher { inset-block-end: calc(20px + env(safe-area-inset-bottom)); transition: scale .15s; }
.launcher:hover { scale: 1.05; }
.launcher[aria-expanded=true]::before { opacity: 1; border-radius: 0; clip-path: path("M4.5 10 6 8.5l8 8 8-8 1.5 1.5-9.5 9.5z"); }
.launcher b { position: absolute; inset: -4px -4px auto auto; min-width: 22px; border-radius: 11px; background: #d02a39; color: #fff; font-size: 13px; line-height: 22px; text-align: center; text-indent: 0; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.icon { flex: none; inline-size: 20px; block-size: 20px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.i-more { stroke-width: 3; }
.i-spark { fill: currentColor; stroke: none; }
.panel p, .panel ol, .panel ul, .panel h2, .panel fieldset, .panel legend { margin: 0; padding: 0; border: 0; }
.panel {
  position: fixed;
  inset-block-end: calc(92px + env(safe-area-inset-bottom));
  inset-inline-end: 20px;
  display: flex;
  flex-direction: column;
  inline-size: 400px;
  max-inline-size: calc(100% - 40px);
  block-size: 690px;
  max-block-size: calc(100% - 112px);
  overflow: hidden;
  border: 1px solid var(--line);
  border-radius: 22px;
  background: var(--surface);
  box-shadow: var(--shadow);
  overflow-wrap: anywhere;
  outline: 0 !important;
  animation: rise .22s cubic-bezier(.2, .9, .3, 1);
}
.panel.left { inset-inline: 20px auto; }
@keyframes rise { from { opacity: 0; transform: translateY(14px) scale(.98); } }
.head {
  position: relative;
  display: flex;
  align-items: center;
  gap: 12px;
  padding: 14px 10px 14px 16px;
  border-block-end: 1px solid var(--line);
  background: linear-gradient(var(--tint), transparent);
}
.who { flex: 1; min-inline-size: 0; line-height: 1.35; }
.who h2 { overflow: hidden; font-size: 16px; font-weight: 600; text-overflow: ellipsis; white-space: nowrap; }
.status { display: flex; align-items: center; gap: 6px; color: var(--muted); font-size: 13px; }
.status::before { content: ""; inline-size: 8px; block-size: 8px; border-radius: 50%; background: #21a366; }
.status.queued::before { background: #e09b1a; }
.status.closed::before { background: var(--edge); }
.avatar {
  flex: none;
  display: grid;
  place-items: center;
  inline-size: 40px;
  block-size: 40px;
  border-radius: 14px;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 600;
}
.avatar.person { border-radius: 50%; }
.panel .plain { display: grid; place-items: center; inline-size: 40px; block-size: 40px; border-radius: 12px; color: var(--muted); }
.panel .plain:hover, .menu button:hover { background: var(--raised); color: var(--ink); }
.menu {
  position: absolute;
  z-index: 2;
  inset: calc(100% - 8px) 12px auto auto;
  padding: 6px;
  border: 1px solid var(--line);
  border-radius: 14px;
  background: var(--surface);
  box-shadow: var(--shadow);
}
.panel .menu button { display: flex; align-items: center; gap: 10px; inline-size: 100%; padding: 9px 14px 9px 10px; border-radius: 9px; }
.notice { display: grid; padding: 10px 16px !important; border-block-end: 1px solid var(--line) !important; background: var(--raised); font-size: 14px; }
.notice span { color: var(--muted); }
.notice.late { animation: appear 0s 1.2s backwards; }
@keyframes appear { from { display: none; } }
.trouble { color: var(--alarm) !important; }
.composer { padding: 10px 12px calc(8px + env(safe-area-inset-bottom)); }
.field {
  display: flex;
  align-items: end;
  gap: 6px;
  padding: 5px;
  border: 1px solid var(--edge);
  border-radius: 22px;
  background: var(--surface);
}
.field:focus-within { border-color: var(--ink); box-shadow: 0 0 0 1px var(--ink); }
.panel textarea {
  all: unset;
  box-sizing: border-box;
  flex: 1;
  min-inline-size: 0;
  field-sizing: content;
  max-block-size: 152px;
  padding: 5px 4px 5px 11px;
  overflow-y: auto;
  font-size: 16px;
  line-height: 24px;
  white-space: pre-wrap;
}
.panel textarea:focus-visible { outline: 0; }
.panel textarea::placeholder { color: var(--muted); }
.panel .send { display: grid; place-items: center; inline-size: 34px; block-size: 34px; border-radius: 50%; background: var(--accent); color: var(--on-accent); transition: .15s; }
.panel .send:disabled { background: var(--raised); color: var(--muted); cursor: default; }
.below { display: flex; align-items: center; justify-content: space-between; min-block-size: 12px; padding: 5px 4px 0; color: var(--muted); font-size: 13px; }
.left { margin-inline-start: auto; }
.panel .text { display: inline-flex; align-items: center; gap: 6px; min-block-size: 24px; padding: 3px 8px; border-radius: 8px; color: inherit; font-weight: 500; }
.panel .text:hover { background: var(--raised); color: var(--ink); }
.text .icon { inline-size: 16px; block-size: 16px; }
@media (prefers-reduced-motion) { .parley * { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .launcher { forced-color-adjust: none; border: 1px solid; } }
@media (max-width: 480px), (max-height: 480px) {
  .launcher[aria-expanded=true] { display: none; }
  .panel, .panel.left { inset: var(--top) 0 auto; inline-size: 100%; max-inline-size: none; block-size: var(--height); max-block-size: none; border: 0; border-radius: 0; }
}
`;

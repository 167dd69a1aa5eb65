/** Files in the thread, on their way and there. */
export const fileStyles = `
.panel .picture { display: block; overflow: hidden; max-width: 100%; border-radius: 16px; background: var(--raised); }
.panel .picture:hover { background: var(--raised); }
.picture img { display: block; max-width: 100%; max-height: none; border-radius: 0; object-fit: cover; }
.player { display: block; width: 260px; max-width: 100%; border-radius: 16px; }
video.player { max-height: 260px; background: #000; }
.file { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; column-gap: 10px; }
.file > * + * { margin-top: 0 !important; }
.file .icon { width: 24px; height: 24px; }
.file b { font-weight: 500; overflow-wrap: anywhere; }
.file small { display: block; font-size: 12.5px; opacity: .85; }
.panel a.file { text-decoration: none; }
.panel a.file:hover b { text-decoration: underline; }
.upload .bubble { min-width: 210px; background: var(--raised); color: var(--ink); }
div.file > progress { grid-column: 1 / -1; width: 100%; height: 4px; margin: 7px 0 3px !important; border: 0; border-radius: 2px; background: var(--line); -webkit-appearance: none; appearance: none; }
.upload progress::-webkit-progress-bar { border-radius: 2px; background: var(--line); }
.upload progress::-webkit-progress-value { border-radius: 2px; background: var(--accent); }
.upload progress::-moz-progress-bar { border-radius: 2px; background: var(--accent); }
.whole { position: fixed; z-index: 3; top: 0; right: 0; bottom: 0; left: 0; display: grid; grid-template-rows: auto minmax(0, 1fr); background: rgb(0 0 0 / .88); color: #fff; }
.whole :focus-visible { outline-color: #fff !important; }
.whole > div { display: flex; align-items: center; padding: 10px 12px; }
.whole p { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.panel .whole .plain { color: #fff; }
.panel .whole .plain:hover { background: rgb(255 255 255 / .16); color: #fff; }
.panel .whole img { width: 100%; height: 100%; max-height: none; border-radius: 0; object-fit: contain; }
`;

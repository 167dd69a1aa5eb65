/** The paperclip, and what is seen while a file is held over the panel. */
export const clipStyles = `
.panel .clip { flex: none; background: none; color: var(--muted); cursor: pointer; }
.panel .clip:hover { background: var(--raised); color: var(--ink); }
.clip:focus-within { box-shadow: 0 0 0 2px var(--ink); }
.drop { position: absolute; z-index: 2; display: grid; place-items: center; width: 100%; height: 100%; top: 0; left: 0; border: 3px dashed var(--accent); border-radius: 22px; background: var(--surface); color: var(--ink); font-size: 17px; font-weight: 600; opacity: .94; }
`;

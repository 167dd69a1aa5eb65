/** Search, below the header. */
export const findStyles = `
.find {
  position: absolute;
  z-index: 3;
  top: 100%;
  left: 0;
  right: 0;
  max-height: 60vh;
  overflow-y: auto;
  overscroll-behavior: contain;
  padding: 10px 16px 14px;
  border-bottom: 1px solid var(--line);
  background: var(--surface);
  box-shadow: var(--shadow);
}
.find-top { display: flex; align-items: center; }
.find input {
  flex: 1;
  min-width: 0;
  padding: 8px 12px;
  border: 1px solid var(--edge);
  border-radius: 12px;
  background: var(--surface);
  color: inherit;
  font: inherit;
}
.find h3 { margin: 12px 0 4px; color: var(--muted); font-size: 13px; font-weight: 600; }
.find li { list-style: none; }
.panel .find li button { display: block; width: 100%; padding: 7px 10px; border-radius: 10px; }
.panel .find li button:hover { background: var(--raised); }
.find small { display: block; color: var(--muted); font-size: 12.5px; }
.find mark { background: color-mix(in srgb, var(--accent) 28%, transparent); color: inherit; }
.find summary { padding: 7px 10px; cursor: pointer; }
.find details > div { padding: 0 10px 8px; }
.panel .find-more { padding: 6px 10px; border-radius: 10px; text-decoration: underline; }
`;

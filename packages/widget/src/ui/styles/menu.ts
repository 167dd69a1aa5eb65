/** The menu of the header. */
export const menuStyles = `
.menu {
  position: absolute;
  z-index: 2;
  top: calc(100% - 8px);
  right: 12px;
  padding: 6px;
  border: 1px solid var(--line);
  border-radius: 14px;
  background: var(--surface);
  box-shadow: var(--shadow);
}
.panel .menu button { display: flex; align-items: center; width: 100%; padding: 9px 14px 9px 10px; border-radius: 9px; }
.menu .icon { margin-right: 10px; }
`;

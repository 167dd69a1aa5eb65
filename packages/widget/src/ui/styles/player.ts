/** Below what is heard: how long it is, and how fast. */
export const playerStyles = `
.heard { width: 260px; max-width: 100%; }
.heard p { display: flex; align-items: center; justify-content: space-between; padding: 2px 8px 0 14px !important; color: var(--muted); font-size: 13px; }
.panel .heard .text { min-width: 44px; justify-content: center; border: 1px solid var(--line); }
`;

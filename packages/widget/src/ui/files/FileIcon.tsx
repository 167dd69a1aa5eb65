import type { VNode } from "preact";

/** A sheet of paper. */
export const FileIcon = (): VNode => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M14 3v5h5M14.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V7.5z" />
  </svg>
);

/** Something to end. */
export const CrossIcon = (): VNode => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="m6 6 12 12M18 6 6 18" />
  </svg>
);

/** Something to take away. */
export const DownIcon = (): VNode => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 4v12m-5-5 5 5 5-5M5 20h14" />
  </svg>
);

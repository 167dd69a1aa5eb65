import type { VNode } from "preact";

const Line = ({ path }: { path: string }): VNode => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);

/** To answer to something. */
export const ReplyIcon = (): VNode => <Line path="M10 5 4 11l6 6M4 11h9a7 7 0 0 1 7 7v1" />;
/** To end something. */
export const CloseIcon = (): VNode => <Line path="m6 6 12 12M18 6 6 18" />;
/** To the next one; turned for the one before. */
export const NextIcon = (): VNode => <Line path="m9 5 7 7-7 7" />;
/** A place. */
export const PinIcon = (): VNode => (
  <Line path="M12 21c-4-4-7-7.6-7-11a7 7 0 0 1 14 0c0 3.4-3 7-7 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z" />
);
/** Something that was done. */
export const DoneIcon = (): VNode => <Line path="m5 12.5 5 5L19.5 7" />;

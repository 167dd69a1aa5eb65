import { base } from "../api.ts";

/** Where an inbox's widget finds the engine. */
export const addressOf = (inboxId: string) => `${location.origin}${base}/i/${inboxId}`;

/** The tag to copy into one's pages. */
export const tagOf = (inboxId: string) => `<script async src="${addressOf(inboxId)}/widget.js"></script>`;

import type { LivePlace, Page } from "@parley/protocol";

/** Somebody who is on a site, as a node has heard of them. */
export interface OnSiteEntry {
  /** Made from the browser's secret, which it does not give away. */
  id: string;
  inboxId: string;
  page: Page;
  /** The page of another site that led to this one. */
  from?: string;
  locale: string;
  visits: number;
  place?: LivePlace;
  visitorId?: string;
  /** When they came, when they were last heard of, and when they count as gone if they are not. Milliseconds since 1970. */
  since: number;
  at: number;
  until: number;
  quiet?: true;
  /** They have left the page. They may be on the next one in a moment. */
  gone?: true;
}

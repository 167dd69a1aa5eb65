import type { Page } from "@parley/protocol";
import type { Dialog } from "../../services/dialog/contract.ts";
import { isOwnOrigin } from "../../transport/origins.ts";
import { inboxOf } from "./identity.ts";
import type { VisitorSocket } from "./session.ts";

/** Milliseconds after which it is written again where an inbox's widget is seen. */
const PAUSE = 60_000;
/** Characters of a scheme, the longest host (RFC 1035) and a port. */
const LONGEST = 8 + 253 + 6;

/** Pages that the engine itself shows with a widget: the demo shop, and what an inbox looks like beside its settings. */
export interface OwnPages {
  publicUrl?: string | undefined;
  /** Where the engine is mounted; empty at the root. */
  base: string;
  demo: boolean;
}

export interface SightingsParts extends OwnPages {
  dialog: Pick<Dialog, "sawInbox">;
  onError: (error: unknown) => void;
  now?: () => number;
}

/** Notes on which site the widget of an inbox is, the engine's own pages left out, so that a site's owner sees that theirs is there. */
export function createSightings({ dialog, onError, now = Date.now, ...own }: SightingsParts) {
  const noted = new Map<string, number>();
  return (socket: VisitorSocket, page: Page | undefined): void => {
    const { origin = "", host } = socket.request.headers;
    const site = siteOf(origin);
    if (site === undefined || isOwnPage(site, page, host, own)) return;
    const inboxId = inboxOf(socket);
    if (now() - (noted.get(inboxId) ?? -PAUSE) < PAUSE) return;
    noted.set(inboxId, now());
    dialog.sawInbox({ inboxId, url: site }).catch(onError);
  };
}

/** What a browser says, if it may be a site: which page it is may be a person's own affair, and is not kept. */
function siteOf(origin: string): string | undefined {
  if (origin.length > LONGEST || !/^https?:/.test(origin) || !URL.canParse(origin)) return undefined;
  return new URL(origin).origin === origin ? origin : undefined;
}

function isOwnPage(
  site: string,
  page: Page | undefined,
  host: string | undefined,
  { publicUrl, base, demo }: OwnPages,
) {
  if (!isOwnOrigin(site, publicUrl === undefined ? host : undefined, { publicUrl, secure: false })) return false;
  const root = publicUrl === undefined ? base : new URL(publicUrl).pathname.replace(/\/$/, "");
  const url = page && URL.canParse(page.url) ? new URL(page.url) : undefined;
  const pathname = url?.origin === site ? url.pathname : "/";
  if (/\/i\/[\w-]+\/preview$/.test(pathname)) return true;
  return demo && [`${root}/`, `${root}/index.html`, root].includes(pathname);
}

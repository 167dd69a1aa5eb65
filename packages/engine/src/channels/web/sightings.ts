import type { Page } from "@parley/protocol";
import type { Dialog } from "../../services/dialog/contract.ts";
import { isOwnOrigin } from "../../transport/origins.ts";
import { inboxOf } from "./identity.ts";
import type { VisitorSocket } from "./session.ts";

/** Milliseconds for which it is not written again that an inbox's widget is seen on the same site. */
const SAME = 60_000;

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

/** Notes on which pages the widgets of inboxes are, those of the engine itself left out, so that a site's owner sees that theirs is there. */
export function createSightings({ dialog, onError, now = Date.now, ...own }: SightingsParts) {
  const noted = new Map<string, { site: string; at: number }>();
  return (socket: VisitorSocket, page: Page | undefined): void => {
    const { origin, host } = socket.request.headers;
    const place = origin && placeOf(origin, page);
    if (!place || isOwnPage(place, host, own)) return;
    const inboxId = inboxOf(socket);
    const before = noted.get(inboxId);
    if (before?.site === origin && now() - before.at < SAME) return;
    noted.set(inboxId, { site: origin, at: now() });
    dialog.sawInbox({ inboxId, url: place }).catch(onError);
  };
}

/** Where a page is, by what its browser says, without what its address asks for: that may be a person's. */
function placeOf(origin: string, page: Page | undefined): string | undefined {
  const url = page && URL.canParse(page.url) ? new URL(page.url) : undefined;
  if (origin === "null") return url?.protocol === "file:" ? `file://${url.pathname}` : undefined;
  return URL.canParse(origin) ? `${origin}${url?.origin === origin ? url.pathname : "/"}` : undefined;
}

function isOwnPage(place: string, host: string | undefined, { publicUrl, base, demo }: OwnPages): boolean {
  const { origin, pathname } = new URL(place);
  if (!isOwnOrigin(origin, publicUrl === undefined ? host : undefined, { publicUrl, secure: false })) return false;
  const root = publicUrl === undefined ? base : new URL(publicUrl).pathname.replace(/\/$/, "");
  if (/\/i\/[\w-]+\/preview$/.test(pathname)) return true;
  return demo && [`${root}/`, `${root}/index.html`, root].includes(pathname);
}

import type { Page } from "@parley/protocol";

/** Where a visitor is. */
export interface Whereabouts {
  page: () => Page | undefined;
  /** Finds out, if that is not known or somewhere else; says whether it did. What the site says of the page comes first. */
  locate: (said?: Partial<Record<keyof Page, unknown>>) => boolean;
}

/** Knows nothing at first; without a page never does by itself. */
export function createWhereabouts(): Whereabouts {
  let page: Page | undefined;
  /** The address at which `page` was found out. */
  let seen: string | undefined;
  return {
    page: () => page,
    locate(said) {
      const href = globalThis.location?.href;
      if (!said && href === seen) return false;
      seen = href;
      const { url = href, title = globalThis.document?.title ?? "" } = said ?? {};
      page = { url: String(url).slice(0, 2000), title: String(title).slice(0, 300) };
      return true;
    },
  };
}

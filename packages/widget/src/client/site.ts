/** The engine's absolute address, with a slash at its end. Also the name under which things of this site are stored. */
export function siteOf(engine = "", page = document.baseURI): string {
  return new URL(engine.replace(/\/*$/, "/"), page).href;
}

/** The address of an inbox below the engine's: whoever asks there asks for it. */
export const inboxAddress = (engine: string | undefined, inbox: string): string =>
  `${siteOf(engine, globalThis.document?.baseURI ?? "http://localhost")}i/${encodeURIComponent(inbox)}/`;

/**
 * The session that earlier pages have left, as it was stored. `forget` leaves none: what is on its way without a session
 * belongs to nobody.
 */
export function kept(engine: string | undefined, forget?: true): string | null | void {
  try {
    return localStorage[forget ? "removeItem" : "getItem"](`parley:${siteOf(engine)}`);
  } catch {
    // Storage is forbidden here: nothing was kept.
    return null;
  }
}

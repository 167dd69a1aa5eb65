/** The engine's absolute address, with a slash at its end. Also the name under which things of this site are stored. */
export function siteOf(engine = "", page = document.baseURI): string {
  return new URL(engine.replace(/\/*$/, "/"), page).href;
}

/** The address of an inbox below the engine's: whoever asks there asks for it. */
export const inboxAddress = (engine: string | undefined, inbox: string): string =>
  `${siteOf(engine, globalThis.document?.baseURI ?? "http://localhost")}i/${encodeURIComponent(inbox)}/`;

/**
 * Whether earlier pages have left anything of a visitor here, under the name of an inbox's own address too. `forget` leaves nothing, what
 * was on its way included.
 */
export function kept(engine: string | undefined, forget?: true): string | void {
  try {
    return Object.keys(localStorage).find(
      (key) => key.startsWith(`parley:${siteOf(engine)}`) && (!forget || localStorage.removeItem(key)),
    );
  } catch {
    // Storage is forbidden here: nothing was kept.
  }
}

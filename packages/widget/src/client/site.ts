/** The engine's absolute address. Also the name under which things of this site are stored. */
export function siteOf(engine = "/"): string {
  return new URL(engine, globalThis.location?.href).href;
}

/**
 * An address that was entered, without what it does not need. Throws a sentence without the address where it is none, or has a
 * password in it: errors of requests would show that to everybody who reads them.
 */
export function addressOf(entered: string, called: string): string {
  const given = entered.trim();
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Error(`${called} must begin with https:// or http:// and be an address.`);
  if (url.username !== "" || url.password !== "") throw new Error(`${called} must have no name or password in it.`);
  return given;
}

/** The beginning of addresses, which has nothing behind its path. */
export function baseOf(entered: string, called: string): string {
  const base = addressOf(entered, called);
  if (/[?#]/.test(base)) throw new Error(`${called} must have no ? or # in it.`);
  return base.replace(/\/+$/, "");
}

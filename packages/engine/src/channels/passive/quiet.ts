import { inspect } from "node:util";
import type { GuardedFetch } from "../../spine/guard/guarded-fetch.ts";

const SECRET = /\b(access_token|corpsecret)=[^&\s'"]+/;

/** Calls of platforms whose tokens stand in addresses: they are never in what is thrown, which agents and operators read. */
export function quietly(fetch: GuardedFetch): GuardedFetch {
  return async function quiet(...asked) {
    try {
      return await fetch(...asked);
    } catch (error) {
      // Also what it was caused by may say the address.
      const isLoud = SECRET.test(inspect(error));
      const said = error instanceof Error ? error.message : String(error);
      throw isLoud ? new Error(said.replaceAll(new RegExp(SECRET, "g"), "$1=…")) : error;
    }
  };
}

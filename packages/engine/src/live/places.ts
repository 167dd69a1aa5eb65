import { readFileSync } from "node:fs";
import type { LivePlace } from "@parley/protocol";
import { Reader } from "mmdb-lib";

/** What databases of cities and of countries have in common. */
interface Found {
  country?: { iso_code?: unknown };
  registered_country?: { iso_code?: unknown };
  city?: { names?: Record<string, unknown> };
}

/** Says where a network is. */
export type PlaceOf = (network: string | undefined) => LivePlace | undefined;

/** Reads a database in the format of MaxMind (`.mmdb`) that the operator has put there. Nothing is ever asked of anybody else. */
export function openPlaces(path: string | undefined): PlaceOf {
  if (path === undefined) return () => undefined;
  const database = open(path);
  return (network) => {
    if (network === undefined) return undefined;
    try {
      return placeIn(database.get(network));
    } catch {
      // One of IPv4 has nothing to say of others.
      return undefined;
    }
  };
}

function placeIn(found: Found | null): LivePlace | undefined {
  const { country, registered_country: registered, city } = found ?? {};
  const code = country?.iso_code ?? registered?.iso_code;
  const names = Object.entries(city?.names ?? {}).filter(isText);
  const place = {
    ...(typeof code === "string" && { country: code }),
    ...(names.length > 0 && { city: Object.fromEntries(names) }),
  };
  return Object.keys(place).length > 0 ? place : undefined;
}

const isText = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === "string";

function open(path: string): Reader<never> {
  try {
    return new Reader<never>(readFileSync(path));
  } catch (cause) {
    throw new Error(`LIVE_PLACES: ${path} cannot be read as a database of networks (.mmdb).`, { cause });
  }
}

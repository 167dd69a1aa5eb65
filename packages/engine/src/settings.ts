import { isIP } from "node:net";
import * as v from "valibot";
import { checkFilesPlace } from "./blobs/place.ts";
import { originOf } from "./transport/origins.ts";
import { type TrustedProxies, trustOf } from "./transport/trust.ts";
import { isZone } from "@parley/protocol";
import { readHours } from "./team-hours.ts";

/** How single settings are read from words of the environment. What could never work is refused, with what to write instead. */

const listed = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

/** Reads words with a function that throws an `Error` whose message says what is wrong. */
const readBy = <T>(read: (text: string) => T) =>
  v.pipe(
    v.string(),
    v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
      try {
        return read(dataset.value.trim());
      } catch (error) {
        addIssue({ message: error instanceof Error ? error.message : String(error) });
        return NEVER;
      }
    }),
  );

const YES = ["1", "true", "yes", "on"];
const NO = ["0", "false", "no", "off"];

/** `1` or `0`, and other words for the same. */
export const yes = readBy((text) => {
  const word = text.toLowerCase();
  if (!YES.includes(word) && !NO.includes(word)) throw new Error(`must be 1 or 0, not "${text}"`);
  return YES.includes(word);
});

/** When people are there, for each day of the week. */
export const hours = readBy((text) => {
  const week = readHours(text);
  if (!week) throw new Error(`must be hours such as mo-fr 09:00-18:00, sa 10:00-16:00, not "${text}"`);
  return week;
});

/** The name of a time zone. */
export const zone = readBy((text) => {
  if (!isZone(text)) throw new Error(`must be a time zone such as Asia/Shanghai, not "${text}"`);
  return text;
});

/** `http://` or `https://`. */
export const httpUrl = readBy((text) => {
  webAddress(text);
  return text;
});

/** Where people reach the engine: an address without a query, and without a slash at its end; it may have a path. */
export const publicUrl = readBy((text) => {
  const { search, hash, username } = webAddress(text);
  if (search || hash || username) throw new Error("must be an address without a query, # or a user's name");
  return text.replace(/\/+$/, "");
});

function webAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol) || !/^https?:\/\//i.test(text)) {
    throw new Error(`must be a URL that begins with https:// or http://, not "${text}"`);
  }
  return url;
}

export const redisUrl = readBy((text) => {
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) throw new Error("must be a URL: redis://... or rediss://...");
  return text;
});

/** Where a virus scanner answers. */
export const scanner = readBy((text) => {
  const address = text.replace(/^clamd:/, "http:");
  if (!text.startsWith("clamd://") || !URL.canParse(address)) throw new Error("must be clamd://host:port");
  return text;
});

/** A folder, or an address of MongoDB. */
export const place = readBy((text) => {
  if (/^[a-z][\w+.-]*:\/\//i.test(text) && !/^mongodb(\+srv)?:\/\//.test(text)) {
    throw new Error("must be a folder, or mongodb://...");
  }
  return text;
});

/** Where files are kept. */
export const filesPlace = readBy((text) => {
  checkFilesPlace(text);
  return text;
});

/** An address or a name to listen on, without a port. */
export const host = readBy((text) => {
  const plain = text.replace(/^\[(.*)\]$/, "$1");
  if (isIP(plain) === 0 && !/^[\w.-]+$/.test(plain))
    throw new Error(`must be an address or a host's name, not "${text}"`);
  return plain;
});

/** Origins that browsers may name, as they name them. */
export const origins = readBy((text) =>
  listed(text).map((given) => {
    const origin = originOf(given);
    if (origin) return origin;
    throw new Error(
      `has "${given}", which no browser ever sends: write https://shop.example.com, without a path, or https://*.example.com for all below it`,
    );
  }),
);

/** How many proxies, or which. */
export const proxies = readBy((text): TrustedProxies => {
  const word = text.toLowerCase();
  if (/^\d{1,2}$/.test(word)) return Number(word);
  if (YES.includes(word)) return 1;
  if (NO.includes(word)) return 0;
  const given = listed(text);
  try {
    trustOf(given);
  } catch {
    throw new Error(
      `must be how many proxies there are in a row (1), or their addresses and ranges (10.0.0.0/8, loopback), not "${text}"`,
    );
  }
  return given;
});

/** What stands in a header: no blanks, no letters beyond ASCII. */
export const token = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x7e]+$/, "must be of ASCII letters, digits and signs, without blanks: it is sent in a header"),
);

/** Different characters of a secret at least: `aaaa...` has 32 of them as well. */
const DIFFERENT = 8;

/** What nobody can guess. */
export const secret = v.pipe(
  v.string(),
  v.minLength(32, "must have at least 32 characters"),
  v.check((text) => new Set(text).size >= DIFFERENT, "can be guessed: take one of `openssl rand -hex 32`"),
);

/** Secrets, separated by commas. */
export const keys = v.pipe(v.string(), v.transform(listed), v.array(secret));

/** Hosts, each with its port or without: without one all of its ports are meant, so one that is usual is not left out. */
export const hosts = readBy((text) =>
  listed(text).map((given) => {
    const url = URL.canParse(`http://${given}`) ? new URL(`http://${given}`) : undefined;
    const port = /:0*(\d+)$/.exec(given)?.[1];
    if (url?.host && url.href === `http://${url.host}/`) return port ? `${url.hostname}:${port}` : url.host;
    throw new Error(`has "${given}": write a host, or a host and its port, such as bridge.internal:8080`);
  }),
);

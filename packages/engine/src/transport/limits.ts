import { isIPv4, isIPv6 } from "node:net";
import { ChatError } from "@parley/protocol";

/** How many at once, and how many a minute in the long run. */
export interface Rate {
  burst: number;
  perMinute: number;
}

/** What anybody may do how often. Whole offices and mobile networks share an address: those limits are wide. */
export const RATES = {
  /** Connections of sockets, by address. */
  connect: { burst: 120, perMinute: 240 },
  /** Visitors made, by address. */
  newVisitor: { burst: 30, perMinute: 30 },
  /** Messages, by visitor. */
  message: { burst: 20, perMinute: 60 },
  /** Messages of all visitors of an address. */
  addressMessage: { burst: 120, perMinute: 240 },
  /** Conversations of an address that reach people. Who has had them writes on where people answer, and else waits. */
  handOver: { burst: 20, perMinute: 6 },
  /** Uploads begun, by who begins them. */
  upload: { burst: 30, perMinute: 20 },
  /** Uploads begun, of an address. */
  addressUpload: { burst: 120, perMinute: 80 },
  /** Bytes of uploads begun, by who begins them: in the long run half a gigabyte a day. */
  uploadBytes: { burst: 500_000_000, perMinute: 350_000 },
  /** Bytes of uploads begun, of an address: in the long run four gigabytes a day. */
  addressUploadBytes: { burst: 4_000_000_000, perMinute: 2_800_000 },
  /** All that a visitor asks, by visitor. */
  visitorRequest: { burst: 100, perMinute: 600 },
  /** All that an agent asks over the socket, by member. */
  agentRequest: { burst: 200, perMinute: 1_200 },
  /** Requests of the HTTP API that need no session, by address. */
  publicApi: { burst: 20, perMinute: 30 },
  /** Pages that customers have links to, by address. */
  customerPage: { burst: 30, perMinute: 30 },
  /** Searches of what was said, by member or visitor: as often as somebody types who waits for what comes. */
  search: { burst: 40, perMinute: 120 },
  /** Drafts and translations of a language model, by member. */
  languageModel: { burst: 15, perMinute: 20 },
  /** Searches of all visitors of an address. */
  addressSearch: { burst: 160, perMinute: 480 },
  /** What an open page tells of who is on the site, by browser and by address. */
  live: { burst: 30, perMinute: 60 },
  addressLive: { burst: 600, perMinute: 3_000 },
  /** People of an address who come to a site: nobody fills the room for all. */
  newLive: { burst: 300, perMinute: 60 },
  /** Requests of the HTTP API, by member. */
  api: { burst: 200, perMinute: 600 },
} as const satisfies Record<string, Rate>;
export type Limited = keyof typeof RATES;

export interface LimitOptions {
  rates?: Readonly<Record<Limited, Rate>>;
  now?: () => number;
}

/** Refuses what comes too often from one source. */
export interface Limits {
  /** Takes one, or so many, from the source's bucket; throws `tooMany` with the time to wait if there is too little in it. */
  take(what: Limited, source: string, count?: number): void;
  /** Takes one although there may be none: what has happened already. */
  charge(what: Limited, source: string, count?: number): void;
  /** Throws `tooMany` as `take` does, and takes nothing. */
  check(what: Limited, source: string, count?: number): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Sources remembered for each limit; beyond it the one that was quiet for longest is forgotten. */
const MAX_SOURCES = 20_000;

/** Token buckets in memory: a node's own defence, so that nothing is asked of the store. */
export function createLimits({ rates = RATES, now = Date.now }: LimitOptions = {}): Limits {
  const buckets = new Map<Limited, Map<string, Bucket>>();

  /** The source's bucket as it is now. */
  function filled(what: Limited, source: string): Bucket {
    const { burst, perMinute } = rates[what];
    const sources = buckets.get(what) ?? new Map<string, Bucket>();
    buckets.set(what, sources);
    const at = now();
    const bucket = sources.get(source) ?? { tokens: burst, at };
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, at - bucket.at) * perMinute) / 60_000);
    bucket.at = at;
    // Their order matters only when there may soon be too many, and to keep it is most of what this costs.
    if (sources.size > MAX_SOURCES / 2) sources.delete(source);
    sources.set(source, bucket);
    if (sources.size > MAX_SOURCES) forgetQuietest(sources);
    return bucket;
  }

  function check(what: Limited, source: string, count = 1): Bucket {
    const bucket = filled(what, source);
    // More than a bucket ever holds is taken from a full one.
    const needed = Math.min(count, Math.max(1, rates[what].burst));
    if (bucket.tokens >= needed) return bucket;
    const retryAfter = Math.ceil(((needed - bucket.tokens) * 60_000) / rates[what].perMinute);
    throw new ChatError("tooMany", "That was too much at once. Please wait a moment.", { retryAfter });
  }

  return {
    take: (what, source, count = 1) => void (check(what, source, count).tokens -= count),
    charge: (what, source, count = 1) => void (filled(what, source).tokens -= count),
    check: (what, source, count) => void check(what, source, count),
  };
}

function forgetQuietest(sources: Map<string, Bucket>): void {
  for (const quietest of sources.keys()) return void sources.delete(quietest);
}

/**
 * Whom an address stands for: an IPv4 address, however it is written, or the /56 of an IPv6 address, which is what one
 * customer of a provider commonly has (RIPE-690, section 4.2) and could otherwise change at will.
 */
export function sourceOf(address: string | undefined): string {
  const plain = withoutPort(address ?? "").replace(/%.*$/, "");
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return NOBODY;
  const groups = groupsOf(plain);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join(".");
  const prefix = [...groups.slice(0, 3), (groups[3] ?? 0) & 0xff00];
  return `${prefix.map((group) => group.toString(16)).join(":")}::/56`;
}

/** Whom everything stands for that is no address: proxies that write words would give everybody a new one for each connection. */
const NOBODY = "";

/** Some proxies write the port too: `198.51.100.9:4000`, `[2001:db8::1]:4000`. */
function withoutPort(written: string): string {
  const text = written.trim();
  return /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = "", tail] = canonical.split("::");
  const numbers = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [first, last] = [numbers(head), numbers(tail ?? "")];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  return [...first, ...Array.from({ length: zeros }, () => 0), ...last];
}

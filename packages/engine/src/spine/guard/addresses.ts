import { BlockList, isIP } from "node:net";

/** What is no public address of IPv4: of this machine and network, of providers' own services, for documents, for many at once, and what is left over. */
const NOT_PUBLIC_4: readonly [address: string, prefix: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** All public ones of IPv6, and those among them that are no hosts of the network, or stand for others: tunnels, documents. */
const PUBLIC_6 = ["2000::", 3] as const;
const NOT_PUBLIC_6: readonly [address: string, prefix: number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

/** Addresses of IPv6 that stand for one of IPv4, written in their short form: mapped ones, and those that are translated on the way. */
const STANDS_FOR_4 = /^(?:::ffff|64:ff9b:):([\da-f]+):([\da-f]+)$/;

const notPublic4 = listOf("ipv4", NOT_PUBLIC_4);
const notPublic6 = listOf("ipv6", NOT_PUBLIC_6);
const public6 = listOf("ipv6", [PUBLIC_6]);

function listOf(family: "ipv4" | "ipv6", ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of ranges) list.addSubnet(address, prefix, family);
  return list;
}

/** Whether an address, as it stands in a socket, is one that anybody on the network may have: nothing of this house. */
export function isPublic(address: string): boolean {
  const plain = address.replace(/%.*$/, "");
  const family = isIP(plain);
  if (family === 4) return !notPublic4.check(plain, "ipv4");
  if (family !== 6) return false;
  const short = new URL(`http://[${plain}]/`).hostname.slice(1, -1);
  const [, high, low] = STANDS_FOR_4.exec(short) ?? [];
  if (high !== undefined && low !== undefined)
    return isPublic(dotted(Number.parseInt(high, 16), Number.parseInt(low, 16)));
  return public6.check(short, "ipv6") && !notPublic6.check(short, "ipv6");
}

const dotted = (high: number, low: number) => [high >> 8, high & 255, low >> 8, low & 255].join(".");

import { isIPv4 } from "node:net";
import { sourceOf } from "../transport/limits.ts";

/** What of an address's query says how somebody came here, and nothing of who they are. */
const CAMPAIGN = /^utm_(source|medium|campaign|term|content)$/;
/** Characters of a campaign's word: more is no word. */
const LONGEST = 100;

/** A page's address without what could be a key or a person's: its query but for campaigns, its fragment, names of users. Nothing for what is no page. */
export function pageAddress(given: string): string | undefined {
  if (!URL.canParse(given)) return undefined;
  const { protocol, origin, pathname, searchParams } = new URL(given);
  if (protocol !== "https:" && protocol !== "http:") return undefined;
  const campaign = new URLSearchParams(
    [...searchParams].filter(([name, value]) => CAMPAIGN.test(name) && value.length <= LONGEST && !value.includes("@")),
  ).toString();
  return `${origin}${pathname}${campaign && `?${campaign}`}`;
}

/** The network of an address, as much of it as says where about somebody is: /24 of IPv4, /48 of IPv6. */
export function networkOf(address: string | undefined): string | undefined {
  const source = sourceOf(address);
  if (isIPv4(source)) return source.replace(/\d+$/, "0");
  const [groups] = source.split("::/");
  return groups ? `${groups.split(":").slice(0, 3).join(":")}::` : undefined;
}

import type { RoutingSettings, Visitor } from "@parley/protocol";

/** What is known of a visitor, and what of that is proven; nothing of who is not known. */
export type VisitorOf = (visitorId: string) => Promise<Pick<Visitor, "profile" | "proven"> | undefined>;

/** Milliseconds for which it is believed who is a VIP, and of how many. */
const BELIEVED = 60_000;
const MOST = 10_000;

/** Whether a site has proven that somebody is a VIP: what it has not proven may be anybody's word. */
export function isVipBy(
  { profile, proven }: Pick<Visitor, "profile" | "proven">,
  { attribute, values }: NonNullable<RoutingSettings["vip"]>,
): boolean {
  const isProven = proven?.includes(`attributes.${attribute}`) ?? false;
  return isProven && values.includes(String(profile.attributes?.[attribute] ?? ""));
}

/** Says who is a VIP. Nobody is where that cannot be known now. */
export function createVips(visitorOf: VisitorOf, now: () => number, onError: (error: unknown) => void) {
  const known = new Map<string, { at: number; by: RoutingSettings["vip"]; is: boolean }>();

  return async (visitorId: string, by: RoutingSettings["vip"]): Promise<boolean> => {
    if (!by) return false;
    const before = known.get(visitorId);
    if (before && before.by === by && Math.abs(now() - before.at) < BELIEVED) return before.is;
    const visitor = await visitorOf(visitorId).catch(onError);
    const is = visitor ? isVipBy(visitor, by) : false;
    if (known.size >= MOST) known.clear();
    known.set(visitorId, { at: now(), by, is });
    return is;
  };
}

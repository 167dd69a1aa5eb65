import type { Visitor } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";

/** Visitors that are asked about at once. */
const AT_ONCE = 500;

/** Conversations of VIPs among those who wait, where conversations are given out and somebody is one. */
export async function vipsAmong(
  users: Pick<Users, "visitors">,
  { vip, visitors = [] }: Awaited<ReturnType<Dialog["routable"]>>,
): Promise<string[]> {
  if (!vip) return [];
  const ids = [...new Set(visitors.map(({ visitorId }) => visitorId))];
  const known: Visitor[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE)
    known.push(...(await users.visitors({ ids: ids.slice(at, at + AT_ONCE) })));
  // What a site has not proven may be anybody's word.
  const isVip = ({ profile, proven }: (typeof known)[number]) =>
    proven?.includes(`attributes.${vip.attribute}`) &&
    vip.values.includes(String(profile.attributes?.[vip.attribute] ?? ""));
  const those = new Set(known.filter(isVip).map(({ id }) => id));
  return visitors.filter(({ visitorId }) => those.has(visitorId)).map(({ conversationId }) => conversationId);
}

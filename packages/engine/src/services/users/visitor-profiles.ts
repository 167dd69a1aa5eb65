import { ChatError, type Profile, type Visitor } from "@parley/protocol";
import type { Collection, Doc } from "../../store/store.ts";
import { mergeProfile } from "./profile.ts";
import { type Introduced, introduced } from "./signed/fields.ts";

export type { Introduced };

export interface VisitorDoc extends Doc, Omit<Visitor, "id"> {
  /** What the provider of their inbox's channel calls them; nothing for one of the web, whom a token proves. */
  externalId?: string;
  /** Who they are was proven: a user of the site. */
  verified?: { userId: string; at: number };
  /** What of the profile is proven: `attributes.plan` is an attribute. */
  proven?: string[];
  /** Raised by every change of what is known, so that two at once do not undo each other. */
  revision: number;
}

/** What a site said of a visitor, proven or not. */
export interface Saying {
  visitorId: string;
  said: Record<string, unknown>;
  proven?: boolean | undefined;
}

/** Takes what was said of a visitor, each field by itself (SPEC I1). */
export async function introduce(
  visitors: Collection<VisitorDoc>,
  { visitorId: _id, said, proven = false }: Saying,
  at: number,
): Promise<Introduced & { updated: VisitorDoc }> {
  for (;;) {
    const seen = await visitors.findOne({ _id });
    if (!seen) throw new ChatError("notFound", "There is no such visitor.");
    const outcome = introduced(seen, said, proven);
    const { profile, proven: fields } = outcome;
    const $set = { profile, ...((seen.proven ?? fields).length > 0 && { proven: fields }) };
    const change = { $set, $inc: { revision: 1 }, $max: { lastSeenAt: at } };
    const updated = await visitors.update({ _id, revision: seen.revision }, change);
    if (updated) return { ...outcome, updated };
  }
}

interface ProfileChange {
  profile: Profile;
  $set: Partial<Omit<VisitorDoc, "_id">>;
  at: number;
}

export async function changeProfile(
  visitors: Collection<VisitorDoc>,
  _id: string,
  { profile, $set, at }: ProfileChange,
) {
  for (;;) {
    const seen = await visitors.findOne({ _id });
    if (!seen) return undefined;
    const merged = mergeProfile(seen.profile, unproven(profile, seen.proven));
    const change = { $set: { ...$set, profile: merged }, $inc: { revision: 1 }, $max: { lastSeenAt: at } };
    const updated = await visitors.update({ _id, revision: seen.revision }, change);
    if (updated) return updated;
  }
}

/** Without what was proven: that is changed by a proof only (SPEC I2). */
function unproven({ attributes, ...said }: Profile, proven: readonly string[] = []): Profile {
  const keep = (fields: object, mark = "") =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !proven.includes(`${mark}${name}`)));
  return { ...keep(said), ...(attributes && { attributes: keep(attributes, "attributes.") }) };
}

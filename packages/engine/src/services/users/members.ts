import { ChatError, type Member, type MemberChange, newId, type NewMember } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";
import type { Audit } from "./audit.ts";
import { createRecent } from "./recent.ts";

export interface MemberDoc extends Doc, Omit<Member, "id"> {
  /** argon2id in PHC format; absent until the invitation is taken up. */
  password?: string;
  /** When a link was made that sets another password, until they sign in again. */
  linkMadeAt?: number;
}

export const MEMBERS = defineCollection<MemberDoc>("members", {
  owner: "users",
  indexes: [{ on: ["email"], unique: true }],
});

/** The owner's id. As ids are unique there can be only one owner, whoever tries at the same time. */
export const OWNER = "owner";

/** The members of the team, as they are stored. */
export function createMembers(store: Store, audit: Audit, now: () => number) {
  const members = MEMBERS.open(store);
  const recent = createRecent<MemberDoc>({ now });

  async function update(_id: string, change: Parameters<typeof members.update>[1]): Promise<MemberDoc | undefined> {
    const updated = await members.update({ _id }, change);
    recent.drop(_id);
    return updated;
  }

  /** Notes what somebody may now that they might not before, or the other way round. */
  async function recordChange(before: MemberDoc, after: MemberDoc, by: string): Promise<void> {
    const { _id: target, role, disabled, inboxes } = after;
    if (role !== before.role) await audit.record({ by, action: `setRole:${role}`, target });
    if (disabled !== before.disabled) await audit.record({ by, action: disabled ? "disable" : "enable", target });
    if (String(inboxes) === String(before.inboxes)) return;
    await audit.record(seenInboxes(after, by));
  }

  return {
    byId: (id: string) => recent.get(id, () => members.findOne({ _id: id })),
    byEmail: (email: string) => members.findOne({ email }),

    async team(): Promise<Member[]> {
      return (await members.find({}, { sort: { createdAt: 1, _id: 1 } })).map(toMember);
    },

    /** Makes a member without a password; `conflict` if the e-mail address is taken. */
    async add({ name, email, role, inboxes }: NewMember): Promise<MemberDoc> {
      const seen = inboxes && { inboxes: [...new Set(inboxes)] };
      const member: MemberDoc = { _id: newId(now()), name, email, role, ...seen, disabled: false, createdAt: now() };
      if (!(await members.insert(member))) {
        throw new ChatError("conflict", "There already is a member with this e-mail address.");
      }
      return member;
    },

    /** Makes the owner. Resolves to nothing if there is one. */
    async addOwner(owner: Pick<MemberDoc, "name" | "email"> & { password: string }): Promise<MemberDoc | undefined> {
      const member: MemberDoc = { _id: OWNER, ...owner, role: "owner", disabled: false, createdAt: now() };
      return (await members.insert(member)) ? member : undefined;
    },

    setPassword: (id: string, password: string) => update(id, { $set: { password }, $unset: { linkMadeAt: true } }),
    /** Remembers that a link was made with which somebody could set their password, so that they hear of it. */
    noteLink: (id: string) => update(id, { $set: { linkMadeAt: now() } }),
    heardOfLink: (id: string) => update(id, { $unset: { linkMadeAt: true } }),
    /** Replaces a stored password by another hash of it, unless it was changed in the meantime. */
    async rehash(id: string, before: string, password: string): Promise<void> {
      await members.update({ _id: id, password: before }, { $set: { password } });
      recent.drop(id);
    },
    seen: (id: string) => update(id, { $max: { lastSeenAt: now() } }),

    async change(id: string, { name, role, disabled, inboxes }: MemberChange, by: string): Promise<MemberDoc> {
      const member = await members.findOne({ _id: id });
      if (!member) throw new ChatError("notFound", "There is no such member of the team.");
      checkChange(member, { role, disabled }, by);
      const seen = inboxes && { inboxes: [...new Set(inboxes)] };
      const $set = { ...given({ name, role, disabled }), ...seen };
      const changed = await update(id, { $set, ...(inboxes === null && { $unset: { inboxes: true } }) });
      if (!changed) throw new ChatError("notFound", "There is no such member of the team.");
      await recordChange(member, changed, by);
      return changed;
    },
  };
}
export type Members = ReturnType<typeof createMembers>;

/** The team must never be left without its owner, nor a member shut himself out by mistake. */
function checkChange(member: MemberDoc, { role, disabled }: MemberChange, by: string): void {
  if (member.role === "owner" && by !== member._id) {
    throw new ChatError("forbidden", "Only the owner can change the owner.");
  }
  if (member.role === "owner" && (role !== undefined || disabled)) {
    throw new ChatError("forbidden", "The owner's role cannot be changed or taken away.");
  }
  if (by === member._id && (disabled || (role !== undefined && role !== member.role))) {
    throw new ChatError("forbidden", "You cannot change your own role or disable yourself.");
  }
}

function given({ name, role, disabled }: MemberChange) {
  return { ...(name !== undefined && { name }), ...(role && { role }), ...(disabled !== undefined && { disabled }) };
}

/** What the audit trail says of the inboxes that somebody sees. */
export const seenInboxes = ({ _id, inboxes }: MemberDoc, by: string) => ({
  by,
  action: "setInboxes",
  target: `${_id} ${inboxes?.join() ?? "all"}`.slice(0, 100),
});

/** The member as others may see him. */
export function toMember({ _id, password: _secret, linkMadeAt: _told, ...member }: MemberDoc): Member {
  return { id: _id, ...member };
}

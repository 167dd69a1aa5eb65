import { BridgeCode, BridgeLink, Member } from "@parley/protocol";
import * as v from "valibot";

/** Somebody as a house calls them in which agents answer. */
const There = { bridgeId: v.string(), externalId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) };
const Whose = v.object({ member: v.optional(Member) });

/** Which member of the team somebody is in another house (`agents/bridges`). */
export const bridgeCalls = {
  /** A one-time code by which a member proves there that they are it. It takes the place of the one before. */
  makeBridgeCode: { input: v.object({ memberId: v.string() }), output: BridgeCode },
  /** Links somebody to the member whose code it is; nothing for a code that is none, or over. */
  linkBridge: { input: v.object({ ...There, code: v.pipe(v.string(), v.maxLength(100)) }), output: Whose },
  /** The member that somebody is there; nothing for who is not linked, or may not be here any more. */
  bridgeMember: { input: v.object(There), output: Whose, repeatable: true },
  /** Of one member, or of all. */
  bridgeLinks: {
    input: v.object({ memberId: v.optional(v.string()) }),
    output: v.array(BridgeLink),
    repeatable: true,
  },
  /** Ends a link; of this member only, where one is named. Resolves to whether there was one. */
  unlinkBridge: {
    input: v.object({ id: v.string(), memberId: v.optional(v.string()), by: v.string() }),
    output: v.object({ ended: v.boolean() }),
    repeatable: true,
  },
  /** Ends all of an account: it is of another house now, in which anybody may have the names of the one before. */
  unlinkHouse: { input: v.object({ bridgeId: v.string() }), output: v.object({}), repeatable: true },
  /** The same for who asks for it there. */
  leaveBridge: { input: v.object(There), output: v.object({ ended: v.boolean() }), repeatable: true },
};

import { ChatError } from "@parley/protocol";
import type { Audit } from "./audit.ts";
import type { MemberDoc, Members } from "./members.ts";
import type { Passwords } from "./passwords.ts";
import type { Throttle } from "./throttle.ts";

export interface ProofParts {
  members: Members;
  passwords: Passwords;
  throttle: Throttle;
  audit: Audit;
}

/** What a member says who is to prove by the password that it is really they who asks. */
export interface Claim {
  by: string;
  current?: string | undefined;
  address?: string | undefined;
}

/**
 * Asks for a password again before what would give an account away for good: a session alone may be somebody else's who found a
 * console left open (OWASP ASVS 5.0, 6.2.3 and 7.5.1). Attempts count like those to sign in.
 */
export function createProof({ members, passwords, throttle, audit }: ProofParts) {
  return async function prove({ by, current, address }: Claim): Promise<MemberDoc> {
    const member = await members.byId(by);
    if (!member || member.disabled) throw new ChatError("unauthorized", "Please sign in.");
    if (current === undefined)
      throw new ChatError("invalid", "Please confirm this with your own password.", about("is needed"));
    const known = await throttle.attempt(member.email, address);
    if (!(await passwords.matches(member.password, current, { source: address ?? by, known }))) {
      await audit.record({ by, action: "proofFailed", target: by, address });
      throw new ChatError("invalid", "The current password is wrong.", about("is wrong"));
    }
    await throttle.passed(member.email, address);
    return member;
  };
}
export type Proof = ReturnType<typeof createProof>;

const about = (problem: string) => ({ details: { fields: { current: [problem] } } });

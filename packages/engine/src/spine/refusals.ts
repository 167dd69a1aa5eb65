import type { RequestHandler } from "express";
import type { Users } from "../services/users/contract.ts";

export interface RefusalParts {
  users: Pick<Users, "record">;
  /** Hears, for who set an account up, that calls for it are refused. */
  onProblem: (inboxId: string, error: unknown) => void;
  onError: (error: unknown) => void;
  now?: () => number;
}

/** Milliseconds in which of an account one entry is made, and in which it is told once: anybody may call as often as they like. */
const [NOTED, TOLD] = [3_600_000, 60_000];
/** How calls are refused that are not the platform's. */
const REFUSED = [401, 403];
/** Characters of an address that the audit trail keeps. */
const LONGEST = 60;

/** Notes calls that were refused as they are not the platform's: for all channels, whatever they look at. */
export function noteRefusals({ users, onProblem, onError, now = Date.now }: RefusalParts) {
  const seen = new Map<string, { noted: number; told: number; count: number }>();

  function refused(inboxId: string, address: string | undefined): void {
    const one = seen.get(inboxId) ?? { noted: Number.NEGATIVE_INFINITY, told: Number.NEGATIVE_INFINITY, count: 0 };
    seen.set(inboxId, one);
    one.count += 1;
    if (now() - one.noted >= NOTED) {
      one.noted = now();
      const from = address === undefined ? {} : { address: address.slice(0, LONGEST) };
      users.record({ action: "channelRefused", target: inboxId.slice(0, 100), ...from }).catch(onError);
    }
    if (now() - one.told < TOLD) return;
    onProblem(inboxId, new Error(`${one.count === 1 ? "A call was" : `${one.count} calls were`} refused: ${WHY}`));
    Object.assign(one, { told: now(), count: 0 });
  }

  /** Watches what an account answers. */
  return (inboxId: string): RequestHandler =>
    (request, response, next) => {
      response.once("finish", () => {
        if (REFUSED.includes(response.statusCode)) refused(inboxId, request.ip);
      });
      next();
    };
}

const WHY = "not signed as this account's platform would. A secret is wrong here or there, or somebody else calls.";

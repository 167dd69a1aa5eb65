import type { ChannelKit } from "../../spine/port.ts";
import type { Account } from "./account.ts";
import type { Call, Calls } from "./calls.ts";
import type { Verb } from "./flow.ts";
import type { Question } from "./talk.ts";
import { WORDS } from "./words.ts";

interface Parts extends Pick<ChannelKit, "onError"> {
  account: Account;
  calls: Calls;
}

/** Seconds in which somebody presses a key. */
const LISTENS = 6;

/** What an agent hears whose telephone rings for the call `of`, by the last part of the address. */
export function createAgentSide({ account, calls, onError }: Parts) {
  const words = WORDS[account.language];

  /** Notes whether they take it. They are connected though that cannot be noted. */
  async function takes(of: string, taking: "asked" | "taken"): Promise<Call | undefined> {
    return await calls.change(of, (call) => call && { ...call, taking }).catch((error: unknown) => void onError(error));
  }

  const sides: Readonly<Record<string, (question: Question, of: string) => Promise<Verb[]>>> = {
    /** Before they are connected with a caller they press a key, as a machine does not. */
    async notice({ told }, of) {
      const number = (await takes(of, "asked"))?.number ?? "";
      const to = `${account.address}accept?of=${encodeURIComponent(of)}&leg=${encodeURIComponent(told.call)}`;
      const text = words.forAgent(number);
      return [{ do: "gather", to, sounds: [{ do: "say", text }], seconds: LISTENS, keys: 1 }, { do: "hangUp" }];
    },

    async accept({ told }, of) {
      if (told.keys === undefined) return [{ do: "hangUp" }];
      await takes(of, "taken");
      return [];
    },
  };
  return sides;
}

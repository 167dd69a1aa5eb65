import type { SendResult } from "../../services/dialog/contract.ts";
import type { ChannelKit, Outgoing } from "../../spine/port.ts";
import { createProgress } from "../shared/progress.ts";
import { ADDRESS, type MailAccount } from "./account.ts";
import { createAutomatic } from "./automatic.ts";
import { mailOf } from "./letter.ts";
import type { Marks } from "./marks.ts";
import { resultOf } from "./results.ts";
import { UNPROVEN } from "./taking.ts";
import type { Post } from "./smtp-out.ts";

export interface SendingParts {
  account: MailAccount;
  marks: Marks;
  memory: ChannelKit["memory"];
  post: Post;
}

/** Sends what the bot and agents say as mails, each under a name that it keeps however often it is tried. */
export function createSending({ account, marks, memory, post }: SendingParts) {
  const inParts = createProgress(memory, Date.now);
  const automatic = createAutomatic({ memory, marks });

  return async function send(message: Outgoing, signal: AbortSignal): Promise<SendResult> {
    const to = message.to.startsWith(UNPROVEN) ? message.to.slice(UNPROVEN.length) : message.to;
    if (!ADDRESS.test(to)) return { is: "failed", reason: "Their address is none that can be written to." };
    const refused = await automatic.refusal(message, to);
    if (refused) return refused;
    return await inParts(message, async (part, index) => {
      const mail = mailOf({ message, to, part, index }, { account, marks });
      try {
        await post(mail, signal);
        return { is: "sent", externalId: mail.messageId };
      } catch (error) {
        return resultOf(error, Date.now());
      }
    });
  };
}

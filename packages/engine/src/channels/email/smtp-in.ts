import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { ChatError, RETRYABLE } from "@parley/protocol";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { MailAccount } from "./account.ts";
import { MOST } from "./mail.ts";
import type { Take } from "./taking.ts";

/** Connections at once, and milliseconds in which one may say nothing. */
const [CLIENTS, PATIENCE] = [50, 60_000];
/** Addresses that one mail may name of ours. */
const RECIPIENTS = 20;

export interface SmtpInParts {
  account: Pick<MailAccount, "address" | "domain" | "listen">;
  take: Take;
  onError: (error: unknown) => void;
}

/** An answer of SMTP. */
const answer = (responseCode: number, says: string) => Object.assign(new Error(says), { responseCode });

/** Takes mails in from other servers: for our own addresses only, and it says yes when a mail is stored. */
export async function listenForMail({ account, take, onError }: SmtpInParts) {
  const { port, host, key, cert } = account.listen;
  const [local = "", domain = ""] = account.address.split("@");

  function isOurs(address: string): boolean {
    const [name = "", at = "", ...more] = address.toLowerCase().split("@");
    return more.length === 0 && at === domain && (name === local || name.startsWith(`${local}+`));
  }

  async function taken(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const raw = await buffer(stream);
    if (stream.sizeExceeded) throw answer(552, "The message is too large.");
    const { mailFrom, rcptTo } = session.envelope;
    try {
      await take(raw, {
        ip: session.remoteAddress,
        helo: session.hostNameAppearsAs,
        mailFrom: mailFrom ? mailFrom.address : "",
        to: rcptTo.map(({ address }) => address),
      });
    } catch (error) {
      const isFinal = error instanceof ChatError && !RETRYABLE.includes(error.code);
      if (isFinal) throw answer(554, "The message cannot be taken.");
      onError(error);
      throw answer(451, "Try again later.");
    }
  }

  const server = new SMTPServer({
    name: account.domain,
    banner: "",
    size: MOST,
    authOptional: true,
    disabledCommands: ["AUTH", ...(key && cert ? [] : ["STARTTLS"])],
    ...(key && cert && { key, cert }),
    disableReverseLookup: true,
    maxClients: CLIENTS,
    socketTimeout: PATIENCE,
    closeTimeout: 3_000,
    logger: false,
    onRcptTo({ address }, { envelope }, done) {
      if (!isOurs(address)) return done(answer(550, "There is no such address here."));
      done(envelope.rcptTo.length >= RECIPIENTS ? answer(452, "Too many recipients.") : null);
    },
    onData(stream, session, done) {
      taken(stream, session).then(
        () => done(null, "Stored."),
        (error: unknown) => done(error as Error),
      );
    },
  });
  // A connection that breaks is its sender's: they come again.
  server.on("error", () => {});
  const listening = server.listen(port, host);
  await once(listening, "listening");
  const address = listening.address();

  return {
    port: typeof address === "object" && address ? address.port : port,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

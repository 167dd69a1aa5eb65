import { once } from "node:events";
import { ChatError, RETRYABLE } from "@parley/protocol";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { MailAccount } from "./account.ts";
import { MOST } from "./mail.ts";
import type { Take } from "./taking.ts";

/** Connections at once, those of one address, and milliseconds in which one may say nothing. */
const [CLIENTS, SAME, PATIENCE] = [50, 25, 60_000];
/** Milliseconds that a connection may last: who sends a letter a minute would keep others out. */
const LIMITS = { longest: 10 * 60_000, most: MOST };
/** Addresses that one mail may name of ours. */
const RECIPIENTS = 20;

export interface SmtpInParts {
  account: Pick<MailAccount, "address" | "domain" | "listen">;
  take: Take;
  onError: (error: unknown) => void;
  /** Milliseconds that a connection may last, and bytes that a mail may have. */
  limits?: { longest: number; most: number };
}

/** An answer of SMTP. */
const answer = (responseCode: number, says: string) => Object.assign(new Error(says), { responseCode });

/** All of a mail; a no as soon as it is too much, and what comes then is passed over. */
function bytesOf(stream: SMTPServerDataStream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => {
      if (!stream.sizeExceeded) return void chunks.push(chunk);
      chunks = [];
      reject(answer(552, "The message is too large."));
    });
    stream.once("end", () => {
      if (stream.sizeExceeded) reject(answer(552, "The message is too large."));
      else resolve(Buffer.concat(chunks));
    });
    stream.once("error", reject);
  });
}

/** Takes mails in from other servers: for our own addresses only, and it says yes when a mail is stored. */
export async function listenForMail({ account, take, onError, limits = LIMITS }: SmtpInParts) {
  const { port, host, key, cert } = account.listen;
  const [local = "", domain = ""] = account.address.split("@");

  function isOurs(address: string): boolean {
    const [name = "", at = "", ...more] = address.toLowerCase().split("@");
    return more.length === 0 && at === domain && (name === local || name.startsWith(`${local}+`));
  }

  async function taken(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const raw = await bytesOf(stream);
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

  const connected = new Map<string, { address: string; end: NodeJS.Timeout }>();
  function isWelcome({ id, remoteAddress: address }: SMTPServerSession): boolean {
    if ([...connected.values()].filter((one) => one.address === address).length >= SAME) return false;
    const end = setTimeout(() => {
      for (const connection of server.connections) if (connection.id === id) connection.close();
    }, limits.longest);
    connected.set(id, { address, end: end.unref() });
    return true;
  }
  function left({ id }: SMTPServerSession): void {
    clearTimeout(connected.get(id)?.end);
    connected.delete(id);
  }

  const server = new SMTPServer({
    name: account.domain,
    banner: "",
    size: limits.most,
    authOptional: true,
    disabledCommands: ["AUTH", ...(key && cert ? [] : ["STARTTLS"])],
    ...(key && cert && { key, cert }),
    disableReverseLookup: true,
    maxClients: CLIENTS,
    socketTimeout: PATIENCE,
    closeTimeout: 3_000,
    logger: false,
    onConnect: (session, done) => done(isWelcome(session) ? null : answer(421, "Too many connections.")),
    onClose: left,
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

import { ImapFlow } from "imapflow";
import type { ChannelKit } from "../../spine/port.ts";
import type { MailAccount, MailHost } from "./account.ts";

/** Milliseconds that a server has to be there, and to say a word. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 120_000 };

/** Opens the mailbox of an account. With TLS, unless the operator allowed its server as one of the house. */
export async function openMailbox(
  { imap, folder }: Pick<MailAccount, "folder"> & { imap: MailHost },
  reach: ChannelKit["reach"],
  onError: (error: unknown) => void,
): Promise<ImapFlow> {
  const { host, port, user, password: pass } = imap;
  const { address, allowed } = await reach(host, port);
  const secure = port === 993;
  const client = new ImapFlow({
    host: address,
    port,
    secure,
    servername: host,
    ...(!secure && !allowed && { doSTARTTLS: true }),
    tls: { servername: host, rejectUnauthorized: !allowed },
    auth: { user, pass },
    logger: false,
    // Who waits long is asked whether there is something new, also where the server says nothing by itself.
    autoIdleDelay: 50,
    maxIdleTime: 60_000,
    ...PATIENCE,
  });
  client.on("error", onError);
  await client.connect();
  try {
    await client.mailboxOpen(folder);
  } catch (error) {
    client.close();
    throw error;
  }
  return client;
}

/** What a server says of a login that it refuses is in a place of its own. */
export function imapProblem(error: unknown): Error {
  const { responseText, message } = error as { responseText?: string; message?: string };
  return new Error(responseText ?? message ?? String(error), { cause: error });
}

import { createTransport } from "nodemailer";
import type { ChannelKit } from "../../spine/port.ts";
import { Readable } from "node:stream";
import type { MailAccount } from "./account.ts";
import type { OutgoingMail } from "./letter.ts";

/** Milliseconds that a server has to be there, to greet, and between two of its words. */
const PATIENCE = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 60_000 };

export type Post = (mail: OutgoingMail, signal: AbortSignal) => Promise<void>;

/** The server that mails are handed to. With TLS, unless the operator allowed it as one of the house. */
export function createSmtp({ account, reach }: { account: MailAccount; reach: ChannelKit["reach"] }) {
  async function open() {
    const { smtp, dkim, domain } = account;
    if (!smtp) throw new Error("There is no SMTP server yet.");
    const { address, allowed } = await reach(smtp.host, smtp.port);
    return createTransport({
      host: address,
      port: smtp.port,
      secure: smtp.port === 465,
      name: domain,
      requireTLS: !allowed,
      tls: { servername: smtp.host, rejectUnauthorized: !allowed },
      ...(smtp.password !== "" && { auth: { user: smtp.user, pass: smtp.password } }),
      ...(dkim && { dkim }),
      disableFileAccess: true,
      disableUrlAccess: true,
      ...PATIENCE,
    });
  }

  /** Ends what is sent when there is no time for it any more: it may have arrived. */
  async function within<T>(
    signal: AbortSignal,
    doing: (transport: Awaited<ReturnType<typeof open>>) => Promise<T>,
  ): Promise<T> {
    const transport = await open();
    const end = () => transport.close();
    signal.addEventListener("abort", end, { once: true });
    try {
      return await doing(transport);
    } finally {
      signal.removeEventListener("abort", end);
      transport.close();
    }
  }

  const post: Post = async (mail, signal) => {
    const attachments = mail.attachments?.map(({ content, ...file }) => ({
      ...file,
      content: Readable.from(content()),
    }));
    await within(signal, (transport) => transport.sendMail({ ...mail, attachments: attachments ?? [] }));
  };

  return {
    post,
    /** Logs in, and sends nothing. */
    check: (signal: AbortSignal) => within(signal, async (transport) => void (await transport.verify())),
  };
}

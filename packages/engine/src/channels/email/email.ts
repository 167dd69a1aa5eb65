import type { DNSResolver } from "mailauth";
import type { ChannelKit, ChannelType, Connection } from "../../spine/port.ts";
import { accountOf, type MailAccount } from "./account.ts";
import { createContinues } from "./continues.ts";
import { startImap } from "./imap.ts";
import { imapProblem, openMailbox } from "./mailbox.ts";
import { createMarks, marksKeys } from "./marks.ts";
import { createSending } from "./sending.ts";
import { setup } from "./setup.ts";
import { listenForMail } from "./smtp-in.ts";
import { createSmtp } from "./smtp-out.ts";
import { createStopping, serveStopping } from "./stopping.ts";
import { createTaking, type Take } from "./taking.ts";
import { createWebhook } from "./webhook.ts";

export interface EmailOptions {
  /** How names are looked up where mails are judged; as the machine does unless told. */
  resolver?: DNSResolver;
  /** Hears at which port an own listener listens. */
  onListening?: (port: number) => void;
}

/** Mails, from a mailbox, to a listener of one's own, or by a provider. */
export function email(options: EmailOptions = {}): ChannelType {
  return {
    type: "email",
    threads: true,
    body: 30 * 1024 ** 2,
    can: {
      text: { most: 200_000, in: "units" },
      files: { kinds: ["image", "audio", "video", "document"], most: 20 * 1024 ** 2 },
    },
    setup,
    connect: (kit) => connect(kit, options),
  };
}

async function connect(kit: ChannelKit, { resolver, onListening }: EmailOptions): Promise<Connection> {
  const account = accountOf(kit.inbox, kit.secrets);
  const marks = createMarks(await marksKeys(kit.memory), { inboxId: kit.inbox.id, domain: account.domain });
  const take = createTaking({ kit, account, marks, ...(resolver && { resolver }) });
  const smtp = createSmtp({ account, reach: kit.reach });
  const source = await openSource(kit, account, take);
  if (source.port !== undefined) onListening?.(source.port);

  const continues = createContinues({ account, marks, memory: kit.memory, post: smtp.post, address: kit.address });
  serveStopping(kit.routes, createStopping({ memory: kit.memory, marks }));

  return {
    ...(continues && { continues }),
    send: createSending({ account, marks, memory: kit.memory, post: smtp.post }),
    check: async (signal) => {
      const says = [await inbound(account, kit)];
      await smtp.check(signal);
      says.push(`SMTP ${account.smtp?.host}`);
      return { ok: true, says: `${account.address}: ${says.join(", ")}` };
    },
    stop: source.stop,
  };
}

/** Opens the way that mails come in by. */
async function openSource(
  { memory, reach, routes, onError }: ChannelKit,
  account: MailAccount,
  take: Take,
): Promise<{ port?: number; stop: () => Promise<void> }> {
  const { imap, source, webhookKey: key, moveTo } = account;
  if (source === "smtp") return await listenForMail({ account, take, onError });
  if (source === "imap" && imap) {
    const open = (onProblem: (error: unknown) => void) => openMailbox({ ...account, imap }, reach, onProblem);
    return startImap({ open, memory, take, moveTo, onError });
  }
  if (key) routes.post(["/", "/mime"], createWebhook({ account, key, memory, take }));
  return { stop: () => Promise.resolve() };
}

/** Tries the way in; says how that went. */
async function inbound({ source, imap, ...account }: MailAccount, { reach }: ChannelKit): Promise<string> {
  if (source === "webhook") return `webhook (${account.provider})`;
  if (source === "smtp" || !imap) return `own SMTP, port ${account.listen.port}`;
  const box = await openMailbox({ ...account, imap }, reach, () => {}).catch((error: unknown) => {
    throw imapProblem(error);
  });
  const many = box.mailbox ? box.mailbox.exists : 0;
  await box.logout().catch(() => {});
  return `IMAP ${imap.host} (${account.folder}: ${many})`;
}

import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { isOpen } from "../../packages/engine/src/channels/email/peer.test.kit.ts";
import { freePort } from "../../packages/engine/src/upkeep/free-port.test.kit.ts";

const PROGRAMS = ["/usr/sbin/dovecot", "/usr/lib/dovecot/lmtp", "/usr/sbin/postfix", "/usr/lib/postfix/sbin/master"];

/** What keeps real servers of mail from being tried here; nothing where they can be. */
export function whyNotReal(): string | undefined {
  const missing = PROGRAMS.filter((path) => !existsSync(path));
  if (missing.length > 0)
    return `${missing.join(", ")}: not there. Debian has dovecot-imapd, dovecot-lmtpd and postfix.`;
  return process.getuid?.() === 0 ? undefined : "Dovecot and Postfix begin as root only.";
}

const idOf = (which: "-u" | "-g", user: string) => Number(execFileSync("id", [which, user]).toString());

/** A mailbox at Dovecot behind Postfix, both our own: other ports, other folders, nothing of the machine's is touched. What Postfix sends goes to `relay`. */
export async function openRealMail({ domain, relay }: { domain: string; relay: number }) {
  const folder = await mkdtemp(join(tmpdir(), "real-mail-"));
  await chmod(folder, 0o755);
  const [imap, lmtp, smtp] = [await freePort(), await freePort(), await freePort()];
  for (const name of ["run", "mail", "postfix", "queue", "data"]) await mkdir(join(folder, name));
  await chown(join(folder, "mail"), idOf("-u", "dovecot"), idOf("-g", "dovecot"));
  await chown(join(folder, "data"), idOf("-u", "postfix"), 0);
  await writeFile(join(folder, "dovecot.conf"), dovecot({ folder, imap, lmtp }));
  await writeFile(join(folder, "postfix/main.cf"), postfix({ folder, domain, lmtp, relay }));
  await writeFile(join(folder, "postfix/master.cf"), await services(smtp));

  const box = spawn("/usr/sbin/dovecot", ["-F", "-c", join(folder, "dovecot.conf")], { stdio: "ignore" });
  const ended = new Promise((resolve) => box.once("exit", resolve));
  const asks = (what: string) =>
    execFileSync("/usr/sbin/postfix", ["-c", join(folder, "postfix"), what], { stdio: "ignore" });
  asks("start");
  const areThere = async () => expect(await Promise.all([isOpen(imap), isOpen(smtp)])).toEqual([true, true]);
  await vi.waitFor(areThere, 60_000);
  return {
    imap,
    smtp,
    async close() {
      asks("stop");
      box.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const dovecot = ({ folder, imap, lmtp }: { folder: string; imap: number; lmtp: number }) => `
base_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap lmtp
ssl = no
disable_plaintext_auth = no
recipient_delimiter = +
mail_location = maildir:${folder}/mail/%n
first_valid_uid = 0
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=dovecot gid=dovecot home=${folder}/mail/%n allow_all_users=yes
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
service anvil {
  chroot =
}
`;

const postfix = ({ folder, domain, lmtp, relay }: { folder: string; domain: string; lmtp: number; relay: number }) => `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.${domain}
mydestination =
local_recipient_maps =
virtual_mailbox_domains = ${domain}
virtual_transport = lmtp:inet:127.0.0.1:${lmtp}
recipient_delimiter = +
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:${relay}
smtp_dns_support_level = disabled
maillog_file = ${folder}/postfix.log
maillog_file_prefixes = ${folder}
smtpd_tls_security_level = none
smtputf8_enable = no
alias_maps =
alias_database =
multi_instance_enable = yes
`;

/** The services of Postfix as Debian has them, none in a cage, and listening where we say. */
async function services(port: number): Promise<string> {
  const usual = await readFile("/etc/postfix/master.cf.proto", "utf8");
  return usual
    .replace(/^smtp\s+inet.*$/m, `127.0.0.1:${port} inet n - n - - smtpd`)
    .replaceAll(/^([\w-]+\s+unix\s+\S+\s+\S+\s+)y/gm, "$1n");
}

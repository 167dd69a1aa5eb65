import type { Setup, SetupField, Words } from "../../spine/port.ts";

const text = (key: string, label: Words, more: Partial<SetupField> = {}): SetupField => ({ key, label, ...more });
const secret = (key: string, label: Words, more: Partial<SetupField> = {}): SetupField => ({
  key,
  label,
  secret: true,
  ...more,
});
const PORT = "\\d{1,5}";
const HOST = "[\\w.:-]{1,253}";

const way: SetupField[] = [
  text("address", { en: "E-mail address", "zh-CN": "邮箱地址" }, { required: true, pattern: "[^\\s@]+@[^\\s@]+" }),
  text(
    "name",
    { en: "Name that people see", "zh-CN": "对外显示的名称" },
    { hint: { en: "Usual: the inbox's name.", "zh-CN": "默认：收件箱名称。" } },
  ),
  text(
    "source",
    { en: "How mails come in", "zh-CN": "收信方式" },
    {
      options: ["imap", "smtp", "webhook"],
      hint: {
        en: "imap: the engine reads a mailbox. smtp: other servers bring mails to the engine. webhook: a provider calls. Usual: imap.",
        "zh-CN": "imap：引擎读取邮箱。smtp：其他邮件服务器直接投递给引擎。webhook：由服务商推送。默认：imap。",
      },
    },
  ),
];

const imap: SetupField[] = [
  text("imapHost", { en: "IMAP server", "zh-CN": "IMAP 服务器" }, { pattern: HOST }),
  text(
    "imapPort",
    { en: "IMAP port", "zh-CN": "IMAP 端口" },
    { pattern: PORT, hint: { en: "Usual: 993.", "zh-CN": "默认：993。" } },
  ),
  text(
    "imapUser",
    { en: "IMAP user", "zh-CN": "IMAP 用户名" },
    { hint: { en: "Usual: the address.", "zh-CN": "默认：邮箱地址。" } },
  ),
  secret(
    "imapPassword",
    { en: "IMAP password", "zh-CN": "IMAP 密码" },
    {
      hint: {
        en: "Many providers want a password for apps.",
        "zh-CN": "QQ、163 等邮箱请填授权码，而不是登录密码。",
      },
    },
  ),
  text("folder", { en: "Folder", "zh-CN": "文件夹" }, { hint: { en: "Usual: INBOX.", "zh-CN": "默认：INBOX。" } }),
  text(
    "moveTo",
    { en: "Move mails that were taken to", "zh-CN": "收取后移动到" },
    { hint: { en: "Empty: they stay.", "zh-CN": "留空：保持原位。" } },
  ),
  text(
    "authserv",
    { en: "Name of your server in Authentication-Results", "zh-CN": "Authentication-Results 中自己服务器的名称" },
    {
      hint: {
        en: "As the first word there, e.g. mx.google.com. Only where your server removes what strangers write under its name. Empty: the engine checks signatures itself.",
        "zh-CN":
          "即该邮件头的第一个词，例如 mx.google.com。仅当你的服务器会删除他人冒名写入的同名邮件头时填写。留空：由引擎自行验证签名。",
      },
    },
  ),
];

const smtp: SetupField[] = [
  text("smtpHost", { en: "SMTP server for what we send", "zh-CN": "SMTP 发信服务器" }, { pattern: HOST }),
  text(
    "smtpPort",
    { en: "SMTP port", "zh-CN": "SMTP 端口" },
    { pattern: PORT, hint: { en: "Usual: 465; 587 begins TLS later.", "zh-CN": "默认：465；587 使用 STARTTLS。" } },
  ),
  text(
    "smtpUser",
    { en: "SMTP user", "zh-CN": "SMTP 用户名" },
    { hint: { en: "Usual: the address.", "zh-CN": "默认：邮箱地址。" } },
  ),
  secret("smtpPassword", { en: "SMTP password", "zh-CN": "SMTP 密码" }),
  text(
    "marks",
    { en: "Answers go to an address with a mark (name+mark@…)", "zh-CN": "回信地址带标记（name+标记@…）" },
    {
      options: ["yes", "no"],
      hint: {
        en: "Usual: yes. no: where your provider does not take mails for such addresses.",
        "zh-CN": "默认：yes。服务商不支持带 + 的地址时选 no。",
      },
    },
  ),
  text("dkimSelector", { en: "DKIM selector", "zh-CN": "DKIM 选择器" }, { pattern: "[\\w.-]{1,63}" }),
  secret(
    "dkimKey",
    { en: "DKIM private key (PEM)", "zh-CN": "DKIM 私钥（PEM）" },
    { hint: { en: "Only where your SMTP server does not sign.", "zh-CN": "仅当 SMTP 服务器不代为签名时填写。" } },
  ),
];

const others: SetupField[] = [
  text(
    "listenPort",
    { en: "smtp: port to listen at", "zh-CN": "smtp：监听端口" },
    { pattern: PORT, hint: { en: "Usual: 25.", "zh-CN": "默认：25。" } },
  ),
  text("listenHost", { en: "smtp: address to listen at", "zh-CN": "smtp：监听地址" }, { pattern: HOST }),
  secret("tlsKey", { en: "smtp: key for TLS (PEM)", "zh-CN": "smtp：TLS 私钥（PEM）" }),
  secret("tlsCert", { en: "smtp: certificate for TLS (PEM)", "zh-CN": "smtp：TLS 证书（PEM）" }),
  text(
    "provider",
    { en: "webhook: provider", "zh-CN": "webhook：服务商" },
    { options: ["mailgun", "postmark", "raw"] },
  ),
  secret(
    "webhookKey",
    { en: "webhook: key", "zh-CN": "webhook：密钥" },
    {
      hint: {
        en: "mailgun: the HTTP webhook signing key. postmark: the password in the address of the webhook. raw: the key of X-Parley-Signature.",
        "zh-CN": "mailgun：HTTP webhook signing key。postmark：webhook 地址中的密码。raw：X-Parley-Signature 的密钥。",
      },
    },
  ),
];

const continuing: SetupField[] = [
  text(
    "continues",
    { en: "Inboxes whose chats go on by e-mail", "zh-CN": "哪些收件箱的会话可通过邮件继续" },
    {
      pattern: "[\\w.-]+([\\s,，;；]+[\\w.-]+)*",
      hint: {
        en: "Website inboxes, by their ids, e.g. web. What people write to a visitor who has left and given an address is sent there; answers come back into the chat. Empty: none.",
        "zh-CN":
          "填写网站收件箱的 ID，例如 web。访客离开且留过邮箱时，客服的回复会发送到该邮箱；访客回信会回到原会话。留空：不启用。",
      },
    },
  ),
  text(
    "continuesAfter",
    { en: "After how many minutes of absence", "zh-CN": "离开多少分钟后发送" },
    { pattern: "\\d{1,5}", hint: { en: "Usual: 5.", "zh-CN": "默认：5。" } },
  ),
  text(
    "continuesPage",
    { en: "Page on which the chat goes on", "zh-CN": "继续会话的网页" },
    {
      pattern: "https?://\\S+",
      hint: {
        en: "Named in these mails. Empty: the page on which they had the chat, where the inbox names its site.",
        "zh-CN": "写在邮件中的链接。留空：访客会话时所在的网页（仅当收件箱限定了网站时）。",
      },
    },
  ),
];

export const setup: Setup = {
  name: { en: "E-mail", "zh-CN": "电子邮件" },
  guide: {
    en: [
      "1. Enter the address that people write to, and say how its mails come in.",
      "2. **imap**: the server, user and password of the mailbox. Only mails that come from now on are taken. **smtp**: let the MX record of the address's domain name this machine. **webhook**: let your provider call `{address}`, with the whole mail: Mailgun's route must end in `mime` (`{address}mime`), Postmark's must include raw content.",
      "3. Enter the SMTP server that our answers go out by.",
      "4. Save, and press the button that tests it: it logs in to both, and sends nothing.",
      "",
      "`docs/channels/email.md` says what else to do: SPF, DKIM, DMARC, and what is never answered by the bot.",
    ].join("\n"),
    "zh-CN": [
      "1. 填写客户写信用的邮箱地址，并选择收信方式。",
      "2. **imap**：填写邮箱的服务器、用户名和密码（QQ、163 等用授权码）。只收取从现在起的新邮件。**smtp**：让该域名的 MX 记录指向本机。**webhook**：让服务商推送整封邮件到 `{address}`；Mailgun 的路由须以 `mime` 结尾（`{address}mime`），Postmark 须勾选包含原始内容。",
      "3. 填写发信用的 SMTP 服务器。",
      "4. 保存后点测试按钮：会分别登录两边，但不会发出任何邮件。",
      "",
      "SPF、DKIM、DMARC 的设置，以及机器人从不自动回复哪些邮件，见 `docs/channels/email.md`。",
    ].join("\n"),
  },
  fields: [...way, ...imap, ...smtp, ...continuing, ...others],
};

/** Who sends what no person wrote, or where nobody reads an answer. */
const NOBODY =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|notifications?|auto-?reply)(?:[+=.-].*)?@/i;
const BULK = /\b(?:bulk|junk|list|auto_reply)\b/i;

/** What only machines say of their mails. */
const OWN = ["list-id", "list-unsubscribe", "x-auto-response-suppress", "x-autoreply", "x-autorespond"];

/** What mail programs call the answers of who is away; not all of them say it anywhere else. */
const AWAY =
  /^\s*(?:(?:re|回复|答复)\s*[:：]\s*)?(?:\[?自动(?:回复|答复)|\[?自動回[覆復]|automatic reply\b|auto(?:[ -]?reply|response)\s*[:：]|out of (?:the )?office\b|abwesenheits|réponse automatique|respuesta automática)/i;

/** Whether a machine wrote a mail, by what it says of itself. The bot answers none of these: two machines would write to each other for ever. */
export function isMachine(headers: ReadonlyMap<string, string[]>, from: string, subject = ""): boolean {
  const first = (name: string) => headers.get(name)?.[0]?.trim() ?? "";
  return (
    !/^(?:no\b|$)/i.test(first("auto-submitted")) ||
    BULK.test(first("precedence")) ||
    OWN.some((name) => headers.has(name)) ||
    /^<\s*>$/.test(first("return-path")) ||
    from === "" ||
    AWAY.test(subject) ||
    NOBODY.test(from)
  );
}

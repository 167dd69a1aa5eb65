import type { ChannelHealth, Dialog, SendResult } from "../services/dialog/contract.ts";

type Secrets = Readonly<Record<string, string>>;

export interface HealthParts {
  dialog: Pick<Dialog, "noteHealth">;
  onError: (error: unknown) => void;
}

/** Milliseconds for which what is seen of an account is gathered. */
const GATHERED = 2_000;
/** Characters of an error that are kept, and those that a secret has at least to be looked for in it. */
const [LONGEST, SECRET] = [300, 4];

/** Notes how accounts do, for who set them up: when something came in and went out last, and what went wrong. */
export function watchHealth({ dialog, onError }: HealthParts) {
  const seen = new Map<string, ChannelHealth>();
  const known = new Map<string, Secrets>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const notes = [...seen];
    seen.clear();
    await Promise.all(notes.map(([inboxId, health]) => dialog.noteHealth({ inboxId, ...health }).catch(onError)));
  }
  function note(inboxId: string, health: ChannelHealth): void {
    seen.set(inboxId, { ...seen.get(inboxId), ...health });
    timer ??= setTimeout(() => void flush(), GATHERED).unref();
  }

  /** Something went wrong; no secret of the account is in what is kept of it. */
  function failed(inboxId: string, error: unknown): void {
    const says = error instanceof Error ? error.message : String(error);
    note(inboxId, {
      error: { at: Date.now(), says: withoutSecrets(says, known.get(inboxId) ?? {}).slice(0, LONGEST) },
    });
  }

  return {
    cameIn: (inboxId: string) => note(inboxId, { lastIn: Date.now() }),
    failed,
    /** What came of a message. */
    result(inboxId: string, result: SendResult): void {
      if (result.is === "sent") note(inboxId, { lastOut: Date.now() });
      else if (!NO_FAULT.has(result.cause)) failed(inboxId, result.reason);
    },
    /** The secrets of an account, as it is connected. */
    knows: (inboxId: string, secrets: Secrets) => void known.set(inboxId, secrets),
    secretsOf: (inboxId: string): Secrets => known.get(inboxId) ?? {},
    stop: flush,
  };
}

/** What is no fault of an account; and that it is not connected, as why it is not was told. */
const NO_FAULT: ReadonlySet<string | undefined> = new Set(["window", "nobody", "notConnected"]);

/** What platforms and libraries say may quote what they were sent, as it is or as it stands in an address. */
export function withoutSecrets(says: string, secrets: Readonly<Record<string, string>>): string {
  const all = Object.values(secrets).filter((secret) => secret.length >= SECRET);
  const forms = all.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return forms.reduce((text, secret) => text.replaceAll(secret, "•••"), says);
}

import { once } from "node:events";
import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { ImapFlow } from "imapflow";
import { createTransport } from "nodemailer";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** A mail as somebody has it. */
export interface Delivered {
  to: string[];
  raw: Buffer;
  email: Email;
}

/** How a server meets the next mail. */
export type Mood = "asks to wait" | "knows nobody" | "refuses" | "loses the answer" | "hangs up";

/** A server of other people's mail: all that is sent lands here. */
export async function openPost({ user, password }: { user?: string; password?: string } = {}) {
  const mails: Delivered[] = [];
  const moods: Mood[] = [];
  const refusals: Partial<Record<Mood, [number, string]>> = {
    "asks to wait": [451, "4.7.1 Greylisted, come again"],
    "knows nobody": [550, "5.1.1 There is nobody of that name"],
    refuses: [554, "5.7.1 Spam"],
  };
  const server = new SMTPServer({
    authOptional: user === undefined,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onAuth: (given, _session, done) =>
      given.username === user && given.password === password
        ? done(null, { user })
        : done(Object.assign(new Error("5.7.8 Who are you?"), { responseCode: 535 })),
    onData(stream, session, done) {
      void (async () => {
        const raw = await buffer(stream);
        const mood = moods.shift();
        const refusal = mood && refusals[mood];
        if (refusal) return done(Object.assign(new Error(refusal[1]), { responseCode: refusal[0] }));
        if (mood === "hangs up") return void drop(server);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, raw, email: await PostalMime.parse(raw) });
        if (mood === "loses the answer") return void drop(server);
        done();
      })();
    },
  });
  server.on("error", () => {});
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return {
    port: (listening.address() as { port: number }).port,
    mails,
    will: (...next: Mood[]) => void moods.push(...next),
    /** What somebody was sent. */
    of: (address: string) => mails.filter(({ to }) => to.includes(address)),
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

/** Ends what is connected, in the middle of a word. */
function drop(server: SMTPServer): void {
  for (const connection of server.connections)
    (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
}

/** Whether somebody listens there. */
export async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Hands a mail to a server, as other servers do. Rejects with its answer where it says no. */
export async function handOver(
  port: number,
  raw: string | Buffer,
  envelope: { from: string; to: string[] },
): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true, name: "people.example" });
  try {
    await transport.sendMail({ envelope, raw });
  } finally {
    transport.close();
  }
}

/** A mailbox on this machine, as its owner sees it. */
export function openMailbox({ port, ...auth }: { port: number; user: string; pass: string }) {
  async function within<T>(act: (box: ImapFlow) => Promise<T>): Promise<T> {
    const box = new ImapFlow({ host: "127.0.0.1", port, secure: false, auth, logger: false });
    await box.connect();
    try {
      return await act(box);
    } finally {
      await box.logout();
    }
  }
  return {
    makeFolder: (name: string) => within((box) => box.mailboxCreate(name)),
    /** How many mails are in a folder. */
    countIn: (folder: string) =>
      within(async (box) => ((await box.status(folder, { messages: true })) || {}).messages ?? 0),
  };
}

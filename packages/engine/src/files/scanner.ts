import { connect, type Socket } from "node:net";
import type { Readable } from "node:stream";
import { fileError, Refused } from "./problems.ts";

/** Milliseconds without a word from the scanner after which it is taken to be away. */
const SILENT = 60_000;
/** Milliseconds between two words to the operator about a scanner that cannot tell. */
const TELL = 60_000;
/** Where it answers unless told. */
const PORT = 3310;

export interface Scanner {
  /** Rejects with `Refused` for what is infected, and with `unavailable` if the scanner cannot tell. */
  scan(content: Readable): Promise<void>;
}

/** The host and the port in `clamd://host:port`. */
export function placeOf(address: string): { host: string; port: number } {
  const { hostname, port } = new URL(address);
  return { host: hostname.replace(/^\[(.*)\]$/, "$1"), port: port === "" ? PORT : Number(port) };
}

/** ClamAV's daemon, by its INSTREAM command. `address`: `clamd://host:port`. `onError` hears now and then why it cannot tell. */
export function clamd(address: string, onError: (error: unknown) => void): Scanner {
  let told = -Infinity;
  function judge(answer: string, cause?: unknown): void {
    if (/\bFOUND\b/.test(answer)) throw new Refused("infected");
    if (/: OK\b/.test(answer)) return;
    if (performance.now() - told > TELL) {
      told = performance.now();
      onError(new Error(`The virus scanner cannot tell. It says: ${JSON.stringify(answer)}`, { cause }));
    }
    throw fileError("scanner");
  }

  return {
    async scan(content) {
      const socket = connect({ ...placeOf(address), noDelay: true });
      socket.setTimeout(SILENT, () => socket.destroy(new Error("The scanner says nothing.")));
      const answer = answerOf(socket);
      try {
        const cut = await send(socket, content).then(
          () => undefined,
          (cause: unknown) => cause,
        );
        // What cannot be read is no fault of the scanner's, which would wait for the rest.
        if (content.errored) throw content.errored;
        // It may have answered, and hung up, before it had all of it.
        const [said, silent] = await answer.then(
          (text) => [text, undefined] as const,
          (cause: unknown) => ["", cause] as const,
        );
        judge(said, cut ?? silent);
      } finally {
        content.destroy();
        socket.destroy();
      }
    },
  };
}

function answerOf(socket: Socket): Promise<string> {
  const answer = new Promise<string>((resolve, reject) => {
    let text = "";
    socket.setEncoding("utf8").on("data", (said: string) => (text += said));
    socket.on("error", reject).on("close", () => resolve(text));
  });
  answer.catch(() => {});
  return answer;
}

async function send(socket: Socket, content: Readable): Promise<void> {
  await written(socket, Buffer.from("zINSTREAM\0"));
  for await (const chunk of content as AsyncIterable<Buffer>) {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(chunk.length);
    await written(socket, size);
    await written(socket, chunk);
  }
  await written(socket, Buffer.alloc(4));
}

const written = (socket: Socket, bytes: Buffer) =>
  new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));

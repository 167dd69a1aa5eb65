import { connect, type Socket } from "node:net";
import type { Readable } from "node:stream";
import { fileError, Refused } from "./problems.ts";

/** Milliseconds without a word from the scanner after which it is taken to be away. */
const SILENT = 60_000;

export interface Scanner {
  /** Rejects with `Refused` for what is infected, and with `unavailable` if the scanner cannot tell. */
  scan(content: Readable): Promise<void>;
}

/** ClamAV's daemon, by its INSTREAM command. `address`: `clamd://host:port`. */
export function clamd(address: string): Scanner {
  const { hostname, port } = new URL(address.replace(/^clamd:/, "http:"));
  return {
    async scan(content) {
      const socket = connect({ host: hostname, port: Number(port || 3310), noDelay: true });
      socket.setTimeout(SILENT, () => socket.destroy(new Error("The scanner says nothing.")));
      const answer = answerOf(socket);
      try {
        await send(socket, content);
        judge(await answer);
      } catch (cause) {
        // It may have answered, and hung up, before it had all of it.
        judge(await answer.catch(() => ""), cause);
      } finally {
        content.destroy();
        socket.destroy();
      }
    },
  };
}

function judge(answer: string, cause?: unknown): void {
  if (cause instanceof Refused) throw cause;
  if (/\bFOUND\b/.test(answer)) throw new Refused("infected");
  if (!/: OK\b/.test(answer)) throw fileError("scanner");
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

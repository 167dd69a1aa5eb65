import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A server that speaks S3, to test with. */
export interface S3Server {
  /** The address of an empty bucket, as `FILES` has it. */
  bucket: string;
  stop: () => Promise<void>;
}

/**
 * Finds a bucket for tests: the one at S3_URI, of which everything is removed, or one of a `versitygw` on the PATH. Without either it says so on
 * stderr and resolves to nothing.
 */
export async function findS3(): Promise<S3Server | undefined> {
  const given = process.env["S3_URI"];
  if (given) return { bucket: given, stop: async () => {} };
  const started = await startGateway();
  if (!started) {
    process.stderr.write("\nSKIPPED: the S3 suites need a server. Set S3_URI, or put versitygw on the PATH.\n\n");
  }
  return started;
}

async function startGateway(): Promise<S3Server | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "s3-"));
  await mkdir(join(folder, "parley-test"));
  const [port, secret] = [await freePort(), randomBytes(16).toString("hex")];
  const options = ["--access", "parley", "--secret", secret, "--port", `127.0.0.1:${port}`, "posix", folder];
  const server = spawn("versitygw", options, { stdio: "ignore" });
  const ended = new Promise<"ended">((resolve) => {
    server.once("error", () => resolve("ended"));
    server.once("exit", () => resolve("ended"));
  });
  const stop = async () => {
    server.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  if ((await Promise.race([ended, answers(`http://127.0.0.1:${port}/`)])) === "answers")
    return { bucket: `s3+http://parley:${secret}@127.0.0.1:${port}/parley-test?region=us-east-1`, stop };
  await stop();
  return undefined;
}

async function answers(url: string): Promise<"answers" | "silent"> {
  for (let tries = 0; tries < 300; tries++) {
    if (await fetch(url).catch(() => undefined)) return "answers";
    await wait(100);
  }
  return "silent";
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

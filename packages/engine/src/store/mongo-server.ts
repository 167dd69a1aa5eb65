import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";

/** A MongoDB to test with. */
export interface MongoServer {
  /** The address of a database of its own. */
  uri: string;
  /** The address of one more database that nobody else uses. */
  another: () => string;
  /** Its process, if it was started here. */
  pid?: number | undefined;
  /** Drops the databases, and ends the server if it was started for the tests. */
  stop: () => Promise<void>;
}

/**
 * Finds a MongoDB for tests: the one at MONGODB_URI, or a `mongod` on the PATH, or, if PARLEY_DOWNLOAD_MONGOD is 1, one that
 * mongodb-memory-server downloads. Without any of them it says so on stderr and resolves to nothing.
 */
export async function findMongo(): Promise<MongoServer | undefined> {
  const given = process.env["MONGODB_URI"];
  if (given) return databasesOf({ uri: given, stop: async () => {} });
  const started = (await startMongod()) ?? (await downloadMongod());
  if (started) return databasesOf(started);
  process.stderr.write(
    "\nSKIPPED: the MongoDB suites need a server. Set MONGODB_URI, put mongod on the PATH, or set PARLEY_DOWNLOAD_MONGOD=1.\n\n",
  );
  return undefined;
}

function databasesOf({ uri: server, pid, stop: end }: Started): MongoServer {
  const made: string[] = [];
  const another = () => {
    const name = `parley_test_${randomBytes(6).toString("hex")}`;
    made.push(name);
    return addressOf(server, name);
  };
  return {
    uri: another(),
    another,
    pid,
    async stop() {
      const client = new MongoClient(server);
      for (const name of made) await client.db(name).dropDatabase();
      await client.close();
      await end();
    },
  };
}

// Addresses with several hosts are not URLs.
function addressOf(server: string, database: string): string {
  const [, base = server, , options = ""] = /^([^/]+\/\/[^/?]+)(\/[^?]*)?(\?.*)?$/.exec(server) ?? [];
  return `${base}/${database}${options}`;
}

interface Started {
  uri: string;
  pid?: number | undefined;
  stop: () => Promise<void>;
}

async function startMongod(): Promise<Started | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "mongod-"));
  const port = await freePort();
  const parameters = ["--dbpath", folder, "--port", String(port), "--bind_ip", "127.0.0.1", "--quiet"];
  const server = spawn("mongod", parameters, { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => {
    server.once("error", () => resolve());
    server.once("exit", () => resolve());
  });
  const uri = `mongodb://127.0.0.1:${port}`;
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 30_000 });
  const ready = await Promise.race([client.connect().then(() => true), ended.then(() => false)]).catch(() => false);
  await client.close();
  const stop = async () => {
    server.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  if (ready) return { uri, pid: server.pid, stop };
  await stop();
  return undefined;
}

async function downloadMongod(): Promise<Started | undefined> {
  if (process.env["PARLEY_DOWNLOAD_MONGOD"] !== "1") return undefined;
  const { MongoMemoryServer } = await import("mongodb-memory-server-core");
  const server = await MongoMemoryServer.create();
  return { uri: server.getUri(), stop: async () => void (await server.stop()) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// The same as compose.yaml with what is on this machine: three engines, a balancer, Redis, and the MongoDB at MONGODB_URI.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PORT = Number(process.env.PORT ?? 8080);
const NODES = [PORT + 1, PORT + 2, PORT + 3];
const REDIS = PORT + 4;
const MONGO = PORT + 5;
const PARLEY = fileURLToPath(new URL("../../packages/engine/bin/parley.js", import.meta.url));
const engines = new Set();
/** What the engines need until they have ended. */
const servers = new Set();
let balancer;
let stopping = false;

async function stop() {
  stopping = true;
  balancer?.close();
  // Engines finish what they have begun, and write it, before that to which they write ends.
  for (const kept of [engines, servers]) {
    const ends = [...kept].map((child) => once(child, "exit"));
    for (const child of kept) child.kill("SIGTERM");
    await Promise.all(ends);
  }
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void stop());

/** Starts a program and, if it ends, starts it again. */
function keep(kept, command, args, { name = command, env = {} } = {}) {
  if (stopping) return;
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "inherit", "inherit"],
  });
  kept.add(child);
  child.once("error", (error) => {
    process.stderr.write(`${name} cannot be started: ${error.message}\n`);
    process.exit(1);
  });
  child.once("exit", () => {
    kept.delete(child);
    setTimeout(keep, 1_000, kept, command, args, { name, env });
  });
}

async function listens(port) {
  const socket = connect(port, "127.0.0.1");
  const answered = await Promise.race([once(socket, "connect").then(() => true), once(socket, "error")]).catch(
    () => false,
  );
  socket.destroy();
  return answered === true;
}

async function isReady(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(1_000) }).catch(() => {});
  return answer?.ok === true;
}

async function until(what) {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 200));
}

keep(servers, "redis-server", ["--port", String(REDIS), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
let store = process.env.MONGODB_URI;
if (!store) {
  const folder = process.env.DATA_DIR ?? mkdtempSync(join(tmpdir(), "parley-"));
  keep(servers, "mongod", ["--port", String(MONGO), "--bind_ip", "127.0.0.1", "--dbpath", folder, "--quiet"], {
    name: "mongod (or set MONGODB_URI)",
  });
  store = `mongodb://127.0.0.1:${MONGO}/parley`;
  await until(() => listens(MONGO));
}
await until(() => listens(REDIS));

// Seals what the engines tell each other over Redis.
const SECRET = process.env.SECRET ?? randomBytes(32).toString("hex");
const shared = {
  SECRET,
  STORE: store,
  REDIS_URL: `redis://127.0.0.1:${REDIS}/0`,
  PUBLIC_URL: `http://localhost:${PORT}`,
};
for (const port of NODES) {
  const env = { ...shared, PORT: String(port), HOST: "127.0.0.1" };
  keep(engines, process.execPath, [PARLEY, "start"], { name: `engine ${port}`, env });
}

// A balancer without memory: the next connection goes to the next engine that is ready. Whoever comes through it has its address, so that
// it is for this machine unless HOST says otherwise.
let ready = [];
let turn = 0;
setInterval(() => {
  void Promise.all(NODES.map(isReady)).then((answers) => (ready = NODES.filter((_, index) => answers[index])));
}, 500);
balancer = createServer((outside) => {
  const port = ready[turn++ % Math.max(1, ready.length)];
  if (!port) return outside.destroy();
  const inside = connect(port, "127.0.0.1");
  for (const socket of [inside, outside]) {
    socket
      .on("error", () => {})
      .on("close", () => {
        inside.destroy();
        outside.destroy();
      });
  }
  outside.pipe(inside).pipe(outside);
}).listen(PORT, process.env.HOST ?? "127.0.0.1");
await until(() => ready.length === NODES.length);
process.stdout.write(
  `\n  Three engines answer at http://localhost:${PORT}/ (by themselves at ${NODES.join(", ")}). Ctrl-C ends them.\n\n`,
);

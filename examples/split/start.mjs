// The services and the gateway in four processes on this machine, over HTTP, each with what it keeps in a folder of its own.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PORT = Number(process.env.PORT ?? 8080);
const DATA_DIR = process.env.DATA_DIR ?? "./data/split";
const PARLEY = fileURLToPath(new URL("../../packages/engine/bin/parley.js", import.meta.url));

/** Each process and the port it listens on. Those that are called come before those that call them. */
const PROCESSES = [
  { services: "nlu", port: PORT + 1 },
  { services: "dialog", port: PORT + 2 },
  { services: "users,analytics", port: PORT + 3 },
  // The gateway, and whatever service is named in none of the others.
  { services: "gateway", port: PORT },
];

const urls = Object.fromEntries(
  PROCESSES.flatMap(({ services, port }) =>
    services
      .split(",")
      .filter((name) => name !== "gateway")
      .map((name) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${port}`]),
  ),
);
const secret = process.env.SECRET ?? randomBytes(32).toString("hex");
const running = new Set();
let stopping = false;

function start({ services, port }) {
  const env = {
    ...process.env,
    ...urls,
    SECRET: secret,
    PORT: String(port),
    HOST: services === "gateway" ? (process.env.HOST ?? "0.0.0.0") : "127.0.0.1",
    PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${PORT}`,
    // With STORE=mongodb://... all of them share one database instead.
    ...(process.env.STORE ? {} : { STORE: join(DATA_DIR, services.replace(",", "-")) }),
    // The gateway takes files, the dialog service erases them: both have to know the same place.
    ...(process.env.STORE || process.env.FILES ? {} : { FILES: join(DATA_DIR, "files") }),
  };
  // Without names a process is the gateway, with all services that no address was given for.
  const which = services === "gateway" ? [] : ["--services", services];
  const child = spawn(process.execPath, [PARLEY, "start", ...which], { env, stdio: "inherit" });
  running.add(child);
  child.once("exit", (code) => {
    running.delete(child);
    if (stopping) return;
    process.stderr.write(`${services} ended with ${code}; it is started again.\n`);
    setTimeout(start, 1_000, { services, port });
  });
}

async function ready({ port }) {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stop() {
  stopping = true;
  // Those who call end before those they call.
  for (const child of [...running].reverse()) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void stop());

for (const one of PROCESSES) {
  start(one);
  await ready(one);
}

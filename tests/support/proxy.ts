import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { freePort } from "../../packages/engine/src/upkeep/free-port.test.kit.ts";
import { listens } from "./redis.ts";

export type ProxyName = "nginx" | "caddy" | "haproxy" | "apache2";

const PATH = `${process.env["PATH"]}:/usr/sbin:/usr/local/sbin`;
const env = { ...process.env, PATH };

/** Whether there is such a server to start. */
export const proxyInstalled = (name: ProxyName): boolean =>
  spawnSync(name, [name === "caddy" ? "version" : "-v"], { env }).error === undefined;

/** A recipe of `examples/proxies`. */
export const recipe = (file: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../../examples/proxies/${file}`, import.meta.url)), "utf8");

/** What stands around a recipe so that the server runs on its own, as whoever runs the tests, with everything in one folder. */
const AROUND: Record<ProxyName, (config: string, folder: string) => string> = {
  nginx: (config, folder) => `daemon off; pid ${folder}/pid; error_log stderr; events {}
http { access_log off; ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((what) => `${what}_temp_path ${folder}/${what};`).join(" ")}
${config} }`,
  caddy: (config) => `{\n admin off\n auto_https off\n}\n${config}`,
  haproxy: (config) => config,
  apache2: (config, folder) => `ServerRoot ${folder}
PidFile ${folder}/pid
DefaultRuntimeDir ${folder}
ErrorLog /dev/null
ServerName localhost
${["mpm_event", "authz_core", "headers", "proxy", "proxy_http", "ssl", "socache_shmcb"].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n")}
Mutex file:${folder}
${config}`,
};

const START: Record<ProxyName, (file: string) => string[]> = {
  nginx: (file) => ["-c", file],
  caddy: (file) => ["run", "--adapter", "caddyfile", "--config", file],
  haproxy: (file) => ["-db", "-f", file],
  apache2: (file) => ["-X", "-f", file],
};

export interface Places {
  listen: number;
  engine: string;
  /** A key and its certificate, both in this file, of nobody who is known. */
  certificate: string;
}

/**
 * Runs a proxy in front of an engine as `configure` says, which is given where to listen and where the engine is. Gone when the test is.
 * Answers its address.
 */
export async function startProxy(
  name: ProxyName,
  configure: (places: Places) => string | Promise<string>,
  engine: string,
  scheme: "http" | "https" = "http",
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parley-proxy-"));
  const listen = await freePort();
  const file = join(folder, name === "caddy" ? "Caddyfile" : "config");
  const certificate = join(folder, "certificate.pem");
  if (scheme === "https") certify(certificate);
  const configured = await configure({ listen, engine: new URL(engine).host, certificate });
  await writeFile(file, `${AROUND[name](configured, folder)}\n`);
  const proxy = spawn(name, START[name](file), {
    env: { ...env, HOME: folder, XDG_DATA_HOME: folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  proxy.stderr.on("data", (part) => (said += String(part)));
  onTestFinished(async () => {
    await end(proxy);
    await rm(folder, { recursive: true, force: true });
  });
  while (!(await listens(listen))) if (proxy.exitCode !== null) throw new Error(`${name} did not start: ${said}`);
  return `${scheme}://127.0.0.1:${listen}`;
}

/** Writes a key and a certificate that it signed itself. */
function certify(file: string): void {
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "1"];
  const key = ["-newkey", "rsa:2048", "-nodes", "-keyout", file];
  const made = spawnSync("openssl", ["req", "-x509", ...key, ...subject, "-out", `${file}.crt`]);
  if (made.status !== 0) throw new Error(`There is no certificate: ${String(made.stderr)}`);
  appendFileSync(file, readFileSync(`${file}.crt`));
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}

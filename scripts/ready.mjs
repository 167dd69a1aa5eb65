import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

export const root = fileURLToPath(new URL("..", import.meta.url));
const stamps = join(root, "node_modules", ".cache", "parley");

/** Installs what is missing and builds what has changed; does nothing, in a fraction of a second, where all is as it was. */
export function makeReady() {
  installMissing();
  once("built", sourcesPrint(), build);
}

/** Builds whether anything has changed or not; it need not be built again then. */
export function buildAnew() {
  installMissing();
  const print = sourcesPrint();
  build();
  keep("built", print);
}

const sourcesPrint = () =>
  fingerprint(["rollup.config.ts", "tsconfig.base.json", "package-lock.json", "scripts", "packages"]);

function installMissing() {
  requireNode();
  // Whoever installs with pnpm does so without us.
  if (existsSync(join(root, "node_modules", ".modules.yaml"))) return;
  once("installed", fingerprint(["package.json", "package-lock.json"]), install);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Parley needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

function install() {
  console.log("Installing packages (once; a few minutes if native parts are compiled) ...");
  // Not `npm ci`: it refuses where a registry lacks some other platform's optional packages.
  run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]);
}

function build() {
  console.log("Building ...");
  const bin = (name) => join(root, "node_modules", ".bin", name);
  run(bin("tsc"), ["-b", "packages/engine", "packages/widget", "packages/console"]);
  run(process.execPath, [join(root, "scripts/schemas.mjs")]);
  run(bin("rollup"), ["-c", "rollup.config.ts", "--configPlugin", "esbuild", "--silent"]);
  gatherPages();
}

/** What the engine serves to browsers lies in one folder of its package, here as in what npm publishes. */
function gatherPages() {
  const pages = { widget: "widget/dist/browser", console: "console/dist", demo: "widget/demo" };
  for (const [name, from] of Object.entries(pages)) {
    const to = join(root, "packages/engine/public", name);
    rmSync(to, { recursive: true, force: true });
    cpSync(join(root, "packages", from), to, { recursive: true });
    compressAll(to);
  }
}

/** Beside each file that gets smaller by it lie a `.br` and a `.gz`: compressed once, as well as can be, and never while somebody waits. */
function compressAll(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder, name);
    if (!/\.(js|css|html|svg|json|map)$/.test(name) || !statSync(file).isFile()) continue;
    const plain = readFileSync(file);
    const best = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
    const smaller = { br: brotliCompressSync(plain, { params: best }), gz: gzipSync(plain, { level: 9 }) };
    for (const [ending, bytes] of Object.entries(smaller)) {
      if (bytes.length < plain.length) writeFileSync(`${file}.${ending}`, bytes);
    }
  }
}

export function run(command, args, options = {}) {
  execFileSync(command, args, { cwd: root, stdio: "inherit", shell: process.platform === "win32", ...options });
}

function once(name, print, task) {
  const stamp = join(stamps, name);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === print) return;
  task();
  keep(name, print);
}

function keep(name, print) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), print);
}

/** A hash over the names and contents of files that people write; what is generated does not count. */
function fingerprint(paths) {
  const hash = createHash("sha256").update(process.version);
  const visit = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) {
        if (!["node_modules", "dist", "public"].includes(name) && !name.endsWith(".tsbuildinfo"))
          visit(join(path, name));
      }
    } else {
      hash.update(path).update(readFileSync(full));
    }
  };
  for (const path of paths) visit(path);
  return hash.digest("hex");
}

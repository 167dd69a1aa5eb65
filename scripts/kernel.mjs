// `node scripts/kernel.mjs engine|vectors`: compiles that package's native/kernel.ts with AssemblyScript into a TypeScript module
// that holds the WebAssembly code as text; with --check it only compares, and fails if the module is not what the source compiles to.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "assemblyscript/asc";
import { root } from "./ready.mjs";

const TARGETS = { engine: "src/services/nlu/model/serving/kernel-code.ts", vectors: "src/kernel-code.ts" };

const [name] = process.argv.slice(2);
if (!Object.hasOwn(TARGETS, name)) throw new Error(`Say whose kernel: ${Object.keys(TARGETS).join(" or ")}.`);
const source = join(root, "packages", name, "native/kernel.ts");
const target = join(root, "packages", name, TARGETS[name]);
const folder = await mkdtemp(join(tmpdir(), "parley-kernel-"));
const compiled = join(folder, "kernel.wasm");
const flags = ["-O3", "--runtime", "stub", "--enable", "simd", "--importMemory", "--noAssert"];
const { error, stderr } = await main([source, "--outFile", compiled, ...flags]);
if (error) throw new Error(error.message, { cause: stderr });
const code = await readFile(compiled);
await rm(folder, { recursive: true });
const lines = code.toString("base64").match(/.{1,108}/g);
const text = `/** The WebAssembly code of native/kernel.ts in base64; written by scripts/kernel.mjs. */
export const KERNEL_CODE =
${lines.map((line) => `  "${line}"`).join(" +\n")};
`;
if (!process.argv.includes("--check")) await writeFile(target, text);
else if ((await readFile(target, "utf8")) !== text) throw new Error("kernel-code.ts is older than kernel.ts.");
process.stdout.write(`${code.length} bytes of WebAssembly\n`);

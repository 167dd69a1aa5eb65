// `npm test`: installs and builds if needed, then all checks and all tests. Arguments go to vitest.
import { join } from "node:path";
import { makeReady, root, run } from "./ready.mjs";

const bin = (name) => join(root, "node_modules", ".bin", name);
const CHECKS = [
  { name: "format", command: "oxfmt", args: ["--check", "."] },
  { name: "lint", command: "oxlint", args: ["--type-aware"] },
  { name: "types", command: "tsc", args: ["-b"] },
  { name: "unused code", command: "knip", args: [] },
  { name: "bytes", command: "size-limit", args: [] },
  { name: "browsers", command: process.execPath, args: ["scripts/check-browsers.mjs"] },
];

try {
  makeReady();
  const only = process.argv.slice(2);
  if (only.length === 0) {
    for (const { name, command, args } of CHECKS) {
      console.log(`\n— ${name}`);
      run(command === process.execPath ? command : bin(command), args);
    }
  }
  console.log("\n— tests");
  run(bin("vitest"), ["run", ...only]);
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}

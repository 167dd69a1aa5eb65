// `npm run check:packages`: what npm would publish has the shape its package.json promises.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeReady, root, run } from "./ready.mjs";

const bin = (name) => join(root, "node_modules", ".bin", name);

try {
  makeReady();
  for (const name of ["protocol", "vectors", "client", "engine", "widget"]) {
    const cwd = join(root, "packages", name);
    console.log(`\n— @parley/${name}`);
    for (const file of ["LICENSE", "NOTICE"]) {
      if (!readFileSync(join(root, file)).equals(readFileSync(join(cwd, file))))
        throw new Error(`${file} differs from the root's.`);
    }
    // It would take pnpm, which need not be there, because of pnpm-workspace.yaml.
    run(bin("publint"), ["--strict", "--pack", "npm"], { cwd });
    // Apps are built in all ways there are; what runs in Node has modules.
    run(bin("attw"), ["--pack", ".", "--profile", name === "widget" ? "strict" : "esm-only"], { cwd });
  }
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}

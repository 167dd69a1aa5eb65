// `npm run check:packages`: what npm would publish has the shape its package.json promises.
import { join } from "node:path";
import { makeReady, root, run } from "./ready.mjs";

const bin = (name) => join(root, "node_modules", ".bin", name);

try {
  makeReady();
  for (const name of ["protocol", "engine", "widget"]) {
    const cwd = join(root, "packages", name);
    console.log(`\n— @parley/${name}`);
    run(bin("publint"), ["--strict"], { cwd });
    run(bin("attw"), ["--pack", ".", "--profile", "esm-only"], { cwd });
  }
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}

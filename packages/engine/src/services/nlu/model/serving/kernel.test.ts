import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("the kernel's code is what its source compiles to", () => {
  const build = fileURLToPath(new URL("../../../../../../../scripts/kernel.mjs", import.meta.url));
  const found = execFileSync(process.execPath, [build, "engine", "--check"], { encoding: "utf8" });
  expect(found).toContain("bytes of WebAssembly");
});

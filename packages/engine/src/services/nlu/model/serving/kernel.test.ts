import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("the kernel's code is what its source compiles to", () => {
  const build = fileURLToPath(new URL("../../../../../native/build.mjs", import.meta.url));
  expect(execFileSync(process.execPath, [build, "--check"], { encoding: "utf8" })).toContain("bytes of WebAssembly");
});

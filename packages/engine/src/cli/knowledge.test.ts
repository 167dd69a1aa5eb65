import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("./parley.ts", import.meta.url));

/** Runs the program as a person would, on a store of its own. */
async function parley(folder: string, ...args: string[]) {
  const script = `import { parley } from ${JSON.stringify(PROGRAM)}; await parley(process.argv.slice(1));`;
  const run = promisify(execFile)(
    process.execPath,
    [
      "--conditions=@parley/source",
      "--import",
      import.meta.resolve("tsx"),
      "--input-type=module",
      "-e",
      script,
      ...args,
    ],
    { env: { ...process.env, LC_ALL: "C.UTF-8", STORE: folder }, cwd: path.dirname(PROGRAM) },
  );
  return run.then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ ...error, status: error.code }),
  );
}

test("knowledge goes in from CSV and comes out as YAML, and models can be listed", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "parley-cli-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "in.csv");
  await writeFile(file, "text,intent\nhello,greet\n你好,greet\nbye,leave\n,leave\n");
  const store = path.join(folder, "store");

  const imported = await parley(store, "import", file);
  expect(imported.stdout).toContain("Intents: 2 new, 0 changed, 0 unchanged, 0 removed");
  expect(imported.stderr).toContain("in.csv, line 5: leave: The example is empty and was left out.");
  expect(imported.status).toBe(1);

  const out = path.join(folder, "out.yaml");
  expect(await parley(store, "export", out)).toMatchObject({ status: 0 });
  expect(await readFile(out, "utf8")).toContain("id: greet\n");
  expect((await parley(store, "models")).stdout).toContain("There are no models yet.");
  expect(await parley(store, "models", "show", "7")).toMatchObject({ status: 1, stderr: "There is no model 7.\n" });
  expect(await parley(store, "models", "paint")).toMatchObject({ status: 2 });
});

import { access, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { keyFileOf } from "./key-file.ts";
import { openKeys } from "./keys.ts";

async function newFolder(of = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(of, "keys-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder of another file system than that of temporary files, where there is one. */
const OTHER = "/dev/shm";
const devOf = async (folder: string) => (await stat(folder).catch(() => undefined))?.dev;
const isOther = ![undefined, await devOf(tmpdir())].includes(await devOf(OTHER));

test("the first key is made once, whoever comes first, and is all that lies there", async () => {
  const folder = await newFolder();
  const store = join(folder, "data");
  await mkdir(store);
  const several = [openKeys({ store }), openKeys({ store }), openKeys({ store })];
  const sealed = await Promise.all(
    [...several, ...several].map(async (keys) => (await keys.sealing()).seal("x", ["y"])),
  );
  const seal = await openKeys({ store }).opening();
  expect(sealed.map((each) => seal.open(each, ["y"]))).toEqual(sealed.map(() => "x"));
  expect(await readdir(folder)).toEqual(["data", "data.key"]);
  expect((await stat(keyFileOf(store))).mode & 0o777).toBe(0o600);
});

test.each(["", "\n"])("a key file with nothing in it (%j), as after a power cut, gets a key", async (text) => {
  const store = join(await newFolder(), "data");
  await writeFile(keyFileOf(store), text);
  const keys = openKeys({ store });
  const sealed = await Promise.all([1, 2, 3].map(async () => (await keys.sealing()).seal("x", ["y"])));
  const seal = await openKeys({ store }).opening();
  expect(sealed.map((each) => seal.open(each, ["y"]))).toEqual(["x", "x", "x"]);
});

test.runIf(isOther)(
  "no key is made where the store is a file system of its own; one that is there is taken",
  async () => {
    const store = join(await newFolder(), "data");
    await symlink(await newFolder(OTHER), store);
    const keys = openKeys({ store });
    const seal = await keys.sealing();
    expect(seal.seals).toBe(false);
    expect(() => seal.seal("x", ["y"])).toThrow("Set SECRETS_KEY");
    await expect(access(keyFileOf(store))).rejects.toThrow("ENOENT");
    await writeFile(keyFileOf(store), "0123456789abcdef".repeat(4));
    expect((await keys.sealing()).seals).toBe(true);
    expect(await readFile(keyFileOf(store), "utf8")).toHaveLength(64);
  },
);

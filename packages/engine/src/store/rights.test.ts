import { chmod, mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { examineFolder } from "../upkeep/doctor/folder.ts";
import { openStore } from "./open.ts";
import { DATABASE, FILES } from "./rights.ts";
import { probe, type SqliteBuild } from "./sqlite.ts";

const native = await probe("native").then(
  () => true,
  () => false,
);
const builds: SqliteBuild[] = native ? ["native", "portable"] : ["portable"];
const SECRET = "kanarienvogel";

const rightsOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

interface Words {
  _id: string;
  text: string;
}

describe.each(builds)("what the %s SQLite keeps", (sqlite) => {
  test("can be read by nobody but who runs the engine", async () => {
    const folder = join(await mkdtemp(join(tmpdir(), "rights-")), "deep", "data");
    const store = await openStore(folder, { sqlite });
    await store.collection<Words>("words").insert({ _id: "1", text: SECRET });
    expect(await rightsOf(folder)).toBe("700");
    for (const name of await readdir(folder)) {
      if (FILES.some((one) => one === name)) expect([name, await rightsOf(join(folder, name))]).toEqual([name, "600"]);
    }
    await store.close();
  });

  test("is taken from others where an older version left it open to them, and the doctor says what is open", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rights-"));
    await (await openStore(folder, { sqlite })).close();
    await chmod(folder, 0o755);
    await chmod(join(folder, DATABASE), 0o644);
    const said = JSON.stringify(await examineFolder(folder));
    expect(said).toContain(`chmod go-rwx ${folder} ${join(folder, DATABASE)}`);
    await (await openStore(folder, { sqlite })).close();
    expect([await rightsOf(folder), await rightsOf(join(folder, DATABASE))]).toEqual(["700", "600"]);
    expect(JSON.stringify(await examineFolder(folder))).not.toContain("go-rwx");
  });

  test("leaves a folder alone that has other things in it, but not its own files", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rights-"));
    await mkdir(join(folder, "public"));
    await writeFile(join(folder, "index.html"), "");
    await chmod(folder, 0o755);
    await (await openStore(folder, { sqlite })).close();
    expect([await rightsOf(folder), await rightsOf(join(folder, DATABASE))]).toEqual(["755", "600"]);
  });

  test("holds nothing any more of what was removed or replaced, while the engine runs", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rights-"));
    const store = await openStore(folder, { sqlite });
    const words = store.collection<Words>("words", [{ on: ["text"] }]);
    for (let number = 0; number < 200; number++) {
      await words.insert({ _id: String(number), text: `${SECRET} ${number} ${"long ".repeat(number * 10)}` });
    }
    await words.remove({ _id: { $gte: "2" } });
    await words.updateMany({}, { $set: { text: "gone" } });
    await store.scrub();
    const files = (await readdir(folder)).filter((name) => FILES.some((one) => one === name));
    expect(files).toContain(DATABASE);
    for (const name of files) {
      expect((await readFile(join(folder, name))).includes(SECRET), name).toBe(false);
    }
    expect(await words.count({})).toBe(112);
    await store.close();
  });
});

import { mkdtemp, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import type { AnyDoc } from "../../store/document.ts";
import { openStore } from "../../store/open.ts";
import { closePlaces, newFolder } from "../upkeep.test.kit.ts";
import { examineSecrets } from "./secrets.ts";

afterAll(closePlaces);

/** A folder of another file system than that of temporary files, where there is one. */
const OTHER = "/dev/shm";
const devOf = async (folder: string) => (await stat(folder).catch(() => undefined))?.dev;
const isOther = ![undefined, await devOf(tmpdir())].includes(await devOf(OTHER));

/** A store with one secret that is not sealed. */
async function holding(folder: string): Promise<string> {
  const store = await openStore(folder);
  await store.collection<AnyDoc>("inboxes").insert({ _id: "wechat", channel: "wechat", secrets: { token: "t" } });
  await store.close();
  return folder;
}

test("secrets that are not sealed are said to be so, and how they are", async () => {
  const store = await holding(join(await newFolder(), "data"));
  const [found] = await examineSecrets({ store });
  expect(found).toMatchObject({ is: "warn", says: "1 are not sealed" });
  expect(found?.advice).toMatch(/^Run parley migrate/);
});

test.runIf(isOther)("where no key is made beside the store, one has to be given", async () => {
  const [store, other] = [join(await newFolder(), "data"), await mkdtemp(join(OTHER, "doctor-"))];
  onTestFinished(() => rm(other, { recursive: true }));
  await symlink(other, store);
  const [found] = await examineSecrets({ store: await holding(store) });
  expect(found?.advice).toMatch(/^Set SECRETS_KEY/);
  const given = { store, secretsKeys: ["0123456789abcdef".repeat(2)] };
  expect((await examineSecrets(given))[0]?.advice).toMatch(/^Run parley migrate/);
});

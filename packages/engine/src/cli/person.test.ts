import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createUsers } from "../services/users/users.ts";
import { openStore } from "../store/open.ts";
import { useTerminal } from "./heard.test.kit.ts";
import { run } from "./person.ts";

const terminal = useTerminal();

test("person prints what is kept of a visitor, while the engine runs, and nothing of the others", async () => {
  const folder = await mkdtemp(join(tmpdir(), "person-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = await openStore(folder);
  onTestFinished(() => store.close());
  const users = createUsers({ store });
  const named = async (name: string) => {
    const { visitor } = await users.createVisitor({ locale: "en" });
    await users.updateVisitor({ visitorId: visitor.id, profile: { name } });
    return visitor.id;
  };
  const [ann] = [await named("Ann Kanarienvogel"), await named("Bob")];
  expect(await run([ann, "--store", folder])).toBe(0);
  expect(JSON.parse(terminal.said)).toMatchObject({ visitors: [{ _id: ann, profile: { name: "Ann Kanarienvogel" } }] });
  expect(terminal.said).not.toContain("Bob");
  await expect(run(["nobody", "--store", folder])).rejects.toThrow("Nobody is known as nobody");
  expect(await run([])).toBe(2);
});

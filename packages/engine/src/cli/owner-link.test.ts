import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createUsers } from "../services/users/users.ts";
import { openStore } from "../store/open.ts";
import { useTerminal } from "./heard.test.kit.ts";
import { run } from "./owner-link.ts";

const terminal = useTerminal();
const olivia = { name: "Olivia", email: "olivia@shop.example", password: "correct horse battery" };

test("owner-link prints a link that lets the owner in again, and none while an engine has the store", async () => {
  const folder = await mkdtemp(join(tmpdir(), "owner-link-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const printed = () => /#\/setup\?token=(pi_[\w-]{43})/.exec(terminal.said)?.[1] ?? "";

  expect(await run(["--store", folder])).toBe(0);
  const first = await openStore(folder);
  await createUsers({ store: first }).setup({ token: printed(), ...olivia });
  await expect(run(["--store", folder])).rejects.toThrow(`is open in process ${process.pid}`);
  await first.close();

  terminal.said = "";
  expect(await run(["--store", folder])).toBe(0);
  expect(terminal.said).toContain(olivia.email);
  const again = await openStore(folder);
  const users = createUsers({ store: again });
  await users.setup({ token: printed(), password: "an entirely new one" });
  expect((await users.signIn({ ...olivia, password: "an entirely new one" })).member.role).toBe("owner");
  await again.close();
});

test("owner-link says how it is used where it is used wrongly, and when asked", async () => {
  expect(await run(["olivia"])).toBe(2);
  expect(await run(["--help"])).toBe(0);
  expect(terminal.said).toContain("Usage: parley owner-link");
});

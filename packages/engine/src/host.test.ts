import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "./config.ts";
import { createEngine } from "./engine.ts";
import { createHost } from "./host.ts";
import { createJournal } from "./journal.ts";
import type { ServiceName } from "./services/registry.ts";

const SECRET = "0123456789abcdef0123456789abcdef";

async function host(here: readonly ServiceName[], env: NodeJS.ProcessEnv = {}) {
  const folder = await mkdtemp(join(tmpdir(), "host-"));
  const config = readConfig({ STORE: folder, SECRET, ...env });
  const made = createHost({ config, journal: createJournal("silent"), here });
  onTestFinished(async () => {
    await made.then(
      (one) => one.close(),
      () => {},
    );
    await rm(folder, { recursive: true, force: true });
  });
  return await made;
}

test.each([
  [["users"], {}],
  [["nlu"], {}],
  [["dialog"], { NLU_URL: "http://127.0.0.1:1" }],
  [["users", "analytics"], { DIALOG_URL: "http://127.0.0.1:1" }],
] as [ServiceName[], NodeJS.ProcessEnv][])("%j need to know only whom they call", async (here, env) => {
  await expect(host(here, env)).resolves.toBeDefined();
});

test("every service that is called and nowhere to be found is named at once", async () => {
  await expect(host(["dialog", "analytics"])).rejects.toThrow(/NLU_URL/);
  await expect(createEngine({ services: [], logLevel: "silent" })).rejects.toThrow(
    /USERS_URL[^]*DIALOG_URL[^]*NLU_URL[^]*ANALYTICS_URL/,
  );
});

test("services are not run apart without a secret", async () => {
  await expect(host(["nlu"], { SECRET: "" })).rejects.toThrow(/SECRET is needed/);
});

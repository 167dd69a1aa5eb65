import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createEngine } from "./engine.ts";
import { greet } from "./terminal.ts";

test.each(["nlu", "users"] as const)(
  "[H7] an engine starts and says where it is found while %s does not answer",
  async (away) => {
    const store = await mkdtemp(join(tmpdir(), "greet-"));
    const engine = await createEngine({
      store,
      logLevel: "silent",
      secret: "0123456789abcdef0123456789abcdef",
      remote: { [away]: "http://127.0.0.1:1" },
    });
    onTestFinished(async () => {
      await engine.close();
      await rm(store, { recursive: true, force: true });
    });
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    onTestFinished(() => write.mockRestore());
    await greet(engine);
    const said = write.mock.calls.map(([words]) => String(words)).join("");
    expect(said).toContain("Parley is running.");
    expect(said).toContain(away === "nlu" ? "does not answer" : "Knowledge");
  },
);

import { expect, test } from "vitest";
import { createLines } from "./lines.ts";

test("what belongs to one key is done in the order in which it came, whatever became of what was before", async () => {
  const { run } = createLines();
  const done: string[] = [];
  let go = () => {};
  const first = run("ann", async () => {
    await new Promise<void>((resolve) => (go = resolve));
    done.push("ann 1");
    throw new Error("no");
  });
  const second = run("ann", async () => done.push("ann 2"));
  await run("bob", async () => done.push("bob"));
  go();
  await expect(first).rejects.toThrow("no");
  await second;
  expect(done).toEqual(["bob", "ann 1", "ann 2"]);
});

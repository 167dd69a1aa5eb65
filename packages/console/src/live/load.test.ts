import { expect, test } from "vitest";
import { createLoader } from "./load.ts";

test("of overlapping fetches the last one asked for counts", async () => {
  const answers: ((value: string) => void)[] = [];
  const loader = createLoader(() => new Promise<string>((resolve) => answers.push(resolve)));
  const first = loader.reload();
  const second = loader.reload();
  answers[1]?.("new");
  answers[0]?.("old");
  await Promise.all([first, second]);
  expect(loader.state.value).toEqual({ status: "ready", value: "new" });
});

test("what is here stays when it cannot be fetched again", async () => {
  let works = true;
  const loader = createLoader(() => (works ? Promise.resolve(1) : Promise.reject(new Error("away"))));
  await loader.reload();
  works = false;
  await loader.reload();
  expect(loader.state.value).toEqual({ status: "ready", value: 1 });
});

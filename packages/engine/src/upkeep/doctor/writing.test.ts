import { expect, test } from "vitest";
import { judgeWriting } from "./folder.ts";

test.each([
  [0.4, "ok", "0.4 ms"],
  [100, "ok", "100.0 ms"],
  [597.4, "warn", "597.4 ms"],
])("a disk that takes %d ms for a durable write is judged: %s", (took, is, told) => {
  expect(judgeWriting(took)).toMatchObject({ what: "Writing", is, says: `a durable write takes ${told}` });
});

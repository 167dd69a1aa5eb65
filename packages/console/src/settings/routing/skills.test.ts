import { expect, test } from "vitest";
import { readSkills, writeSkills } from "./skills.ts";

test("skills are read as people write them, and written so that they are read the same", () => {
  const read = readSkills(["tax 4", "发票3", "first aid 2", "refunds"]);
  expect(read).toEqual({ tax: 4, 发票: 3, "first aid": 2, refunds: 1 });
  expect(readSkills(writeSkills(read))).toEqual(read);
});

import { expect, test } from "vitest";
import { createSealing } from "./sealing.ts";

const { seal, open } = createSealing("a secret of the services, long enough");

test("what nodes tell each other is read by who has the secret, whatever it is", () => {
  for (const message of ["{}", "转人工 📦", Buffer.from([0, 255, 128])]) {
    expect(open("parley/0#/agent#", seal("parley/0#/agent#", message))).toEqual(Buffer.from(message));
  }
});

test("nobody else reads it, changes it, says something, or passes it to another channel", () => {
  const sealed = seal("one", "a visitor's words");
  expect(sealed.includes("words")).toBe(false);
  expect(seal("one", "a visitor's words")).not.toEqual(sealed);
  expect(() => open("two", sealed)).toThrow();
  expect(() => createSealing("another secret of other services").open("one", sealed)).toThrow();
  for (const forged of [
    Buffer.from("hello"),
    Buffer.alloc(0),
    sealed.subarray(1),
    Buffer.concat([sealed, Buffer.from("x")]),
  ]) {
    expect(() => open("one", forged)).toThrow();
  }
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => open("one", changed)).toThrow();
  }
});

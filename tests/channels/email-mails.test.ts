import { expect, test } from "vitest";
import { readMail } from "../../packages/engine/src/channels/email/mail.ts";
import { realShaped } from "./mails/real-shaped.ts";

const shaped = realShaped();

test("there are at least 200", () => {
  expect(shaped.length).toBeGreaterThanOrEqual(200);
});

test.each(shaped.map(({ name }, index) => [index, name] as const))("%i, %s: it is read", async (index) => {
  const one = shaped[index];
  if (!one) throw new Error("There is no such mail.");
  const { from, subject, text, files } = await readMail(one.raw);
  if (one.says !== undefined) {
    expect(`${subject}\n${text}`).toContain(one.says);
    expect(from?.address).toMatch(/^m\d+@people\.example$/);
  }
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(one.files ?? []));
  expect(files.length).toBeLessThanOrEqual(21);
  expect(text.length).toBeLessThanOrEqual(20_000);
});

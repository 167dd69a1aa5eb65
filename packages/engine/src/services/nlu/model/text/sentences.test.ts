import { afterEach, expect, test, vi } from "vitest";
import { openSentences, remembering } from "./sentences.ts";

afterEach(() => vi.unstubAllEnvs());

test.each(["off", "0", "No", " false "])("PARLEY_NLU_VECTORS=%s turns sentence vectors off", async (setting) => {
  vi.stubEnv("PARLEY_NLU_VECTORS", setting);
  expect(await openSentences()).toBeUndefined();
});

test.each(["", "1", "on"])("PARLEY_NLU_VECTORS=%j leaves them on", async (setting) => {
  vi.stubEnv("PARLEY_NLU_VECTORS", setting);
  expect((await openSentences())?.encode("hello")).toHaveLength(512);
});

test("a vector is made once for each of the last texts", () => {
  const made: string[] = [];
  const encode = (text: string) => Float32Array.of(made.push(text));
  const sentences = remembering({ dimensions: 1, encode }, 2);
  const [a] = [sentences.encode("a"), sentences.encode("b")];
  expect(sentences.encode("a")).toBe(a);
  sentences.encode("c");
  expect(sentences.encode("a")).toBe(a);
  sentences.encode("b");
  expect(made).toEqual(["a", "b", "c", "b"]);
});

import { afterEach, expect, test, vi } from "vitest";
import { load, openSentences, remembering } from "./sentences.ts";

afterEach(() => vi.unstubAllEnvs());

test.each(["off", "0", "No", " false "])("PARLEY_NLU_VECTORS=%s turns sentence vectors off", async (setting) => {
  vi.stubEnv("PARLEY_NLU_VECTORS", setting);
  expect(await openSentences()).toBeUndefined();
});

test.each(["", "1", "on"])("PARLEY_NLU_VECTORS=%j leaves them on", async (setting) => {
  vi.stubEnv("PARLEY_NLU_VECTORS", setting);
  expect((await openSentences())?.encode("hello")).toHaveLength(512);
});

test("where the package is not installed there are no vectors, and nobody complains", async () => {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const missing = "@parley/not-there";
  expect(await load(() => import(missing))).toBeUndefined();
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("where its file is damaged there are none either, with a warning that says why", async () => {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const damaged = () => Promise.reject(new Error("The file of sentence vectors is cut off."));
  expect(await load(() => Promise.resolve({ loadVectors: damaged }))).toBeUndefined();
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("is cut off"), expect.anything());
  warn.mockRestore();
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

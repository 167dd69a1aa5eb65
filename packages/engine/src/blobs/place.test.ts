import { expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { placeOfFiles } from "./place.ts";

const MONGO = "mongodb://db/parley";

test("unless told, files are beside what is stored", () => {
  expect(placeOfFiles({ store: "/data" })).toEqual({ is: "folder", folder: "/data/files" });
  expect(placeOfFiles({ store: MONGO })).toEqual({ is: "gridfs", uri: MONGO });
});

test("FILES says otherwise", () => {
  expect(placeOfFiles({ store: MONGO, files: "/mnt/files" })).toEqual({ is: "folder", folder: "/mnt/files" });
  expect(placeOfFiles({ store: MONGO, files: "gridfs" })).toEqual({ is: "gridfs", uri: MONGO });
  expect(readConfig({ FILES: "/mnt/files" }).files).toBe("/mnt/files");
  expect(readConfig({ FILES: "" }).files).toBeUndefined();
});

test.each([
  [{ FILES: "gridfs" }, "FILES must be a folder where the store is one"],
  [{ FILES: "ftp://host/files" }, "FILES must be a folder, gridfs, or s3://..."],
])("%j is refused at the start", (env, words) => {
  expect(() => readConfig(env)).toThrow(words);
});

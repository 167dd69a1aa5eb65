import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FilesTicket } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import { type Hostile, hostileFiles, SCRIPT } from "../../packages/engine/src/files/hostile/hostile.test.kit.ts";
import { metadataOf } from "../../packages/engine/src/files/pictures.test.kit.ts";
import { serveEngine, shared } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";
import { type Answer, uploads } from "./upload.ts";

const often = { burst: 10_000, perMinute: 10_000 };
const running = shared(async () => {
  const store = await mkdtemp(join(tmpdir(), "parley-files-"));
  const rates = { upload: often, addressUpload: often };
  return { ...(await serveEngine({ store, rates }, 0)), folder: store };
});

const table = await hostileFiles();

describe("[F4, F5, F6] whatever is sent is refused in words, or harmless", () => {
  // The visitor is gone with the first test; the ticket goes on.
  let ticket: Promise<FilesTicket> | undefined;
  async function client() {
    const { url, engine } = await running();
    ticket ??= visitor(url).then((ann) => ann.ask<FilesTicket>("files", {}));
    return { engine, files: uploads(url, await ticket) };
  }

  test("the table is long", () => expect(table.length).toBeGreaterThan(90));

  test.each(table.map((file) => [file.what, file] as const))("%s", async (_what, { name, bytes, becomes }) => {
    const { engine, files } = await client();
    const answer = await files.whole(name, bytes);
    if ("refused" in becomes) {
      expectRefused(answer, becomes.refused, /^[A-Z][\w ',]+\.$/);
      if (bytes.length > 0)
        expectRefused(await files.again(answer.id, bytes.length, "zh"), becomes.refused, /^\p{Script=Han}.+。$/u);
      return;
    }
    expect(answer.status, JSON.stringify(answer.error)).toBe(204);
    const { upload } = await engine.services.dialog.file({ id: answer.id });
    expect(upload?.found).toMatchObject({ name: becomes.name, type: becomes.type });
    const read = await files.read(answer.id, becomes.name);
    expectSafe(read.headers, becomes);
    const given = Buffer.from(await read.arrayBuffer());
    if (becomes.shown) {
      // Made anew: of what else was in it nothing is left.
      expect(given.includes(SCRIPT.slice(0, 10)) || given.includes("secret owner") || given.includes("<?php")).toBe(
        false,
      );
      const { exif, icc, space } = await metadataOf(given);
      expect({ exif, icc, space }).toEqual({ exif: undefined, icc: undefined, space: "srgb" });
      expectSafe((await files.read(answer.id, "preview")).headers, { type: "image/jpeg", shown: true });
    } else expect(given.equals(bytes)).toBe(true);
    expect((await files.drop(answer.id)).status).toBe(204);
  });

  test("what moves goes on moving, but for a PNG", async () => {
    const { files } = await client();
    const pagesOf = async (what: string) => {
      const { name = "", bytes = Buffer.alloc(0) } = table.find((one) => one.what === what) ?? {};
      const { id } = await files.whole(name, bytes);
      const given = Buffer.from(await (await files.read(id)).arrayBuffer());
      await files.drop(id);
      return (await metadataOf(given)).pages ?? 1;
    };
    const moving = ["an animated GIF", "an animated WebP", "an animated PNG"];
    expect(await Promise.all(moving.map(pagesOf))).toEqual([3, 3, 1]);
  });
});

function expectRefused({ status, error }: Answer, reason: string, words: RegExp): void {
  expect([status, error?.code, error?.details]).toEqual([400, "invalid", { reason }]);
  expect(error?.message).toMatch(words);
}

/** Nothing that comes could be run by a browser, whatever somebody does with its address. */
function expectSafe(
  headers: Headers,
  { type, shown }: { type: string; shown?: Extract<Hostile["becomes"], { name: string }>["shown"] },
): void {
  expect(headers.get("content-type")?.split(";")[0]).toBe(type);
  expect(headers.get("content-type")).not.toMatch(/html|svg|[/+]xml|javascript/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  if (!shown) expect(headers.get("content-disposition")).toMatch(/^attachment; filename/);
}

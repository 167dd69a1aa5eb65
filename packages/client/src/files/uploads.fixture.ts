/// <reference types="node" />
import type { IncomingMessage } from "node:http";
import { effect } from "@preact/signals-core";
import { memoryFiles, startFiles } from "./engine.fixture.ts";
import type { Noted, Upload } from "./on-its-way.ts";
import { openUploads, type Uploads, type UploadsOptions } from "./uploads.ts";

export const MiB = 1024 * 1024;
export const LIMITS = { bytes: 25 * MiB, kinds: ["image", "document"] };
export const fileOf = (size: number, name = "photo.jpg") =>
  new File([new Uint8Array(size).map((_, at) => at % 251)], name);
export const isPatch = ({ method }: IncomingMessage) => method === "PATCH";

type Files = Awaited<ReturnType<typeof startFiles>>;

/** Resolves when such a request has come; it is never answered. */
export const heldAt = (engine: Files, is: (request: IncomingMessage) => boolean) =>
  new Promise<void>((resolve) => {
    engine.order((request) => is(request) && void resolve());
  });

/** An engine, and pages that send it files. `tidy` ends the pages, for the next test. */
export async function openWorld() {
  const engine = await startFiles();
  const pages: { uploads: Uploads }[] = [];
  /** A page with files on their way; another one with the same `store` and `noted` is the page after a reload. */
  function openPage(more: Partial<UploadsOptions> & { noted?: Noted } = {}) {
    const done: Parameters<UploadsOptions["done"]>[0][] = [];
    const store = memoryFiles();
    const asked: boolean[] = [];
    let { noted = {} } = more;
    const uploads = openUploads({
      base: engine.base,
      place: "shop",
      whose: () => "",
      ticket: async (_to, fresh = false) => {
        asked.push(fresh);
        return { ok: true, value: { ticket: "t", read: "r", until: Infinity, limits: LIMITS } };
      },
      done: (file) => done.push(file),
      notes: { get: () => noted, set: (next) => void (noted = next) },
      store,
      ...more,
    });
    /** Resolves once what is on its way is so. */
    const when = (is: (list: readonly Upload[]) => unknown) =>
      new Promise<readonly Upload[]>((resolve) => {
        const stop = effect(() => {
          if (is(uploads.list.value)) queueMicrotask(() => (stop(), resolve(uploads.list.peek())));
        });
      });
    const empty = () => when((list) => list.length === 0 && done.length > 0);
    pages.push({ uploads });
    return { uploads, done, store, asked, when, empty, noted: () => noted, forget: () => (noted = {}) };
  }

  return {
    engine,
    openPage,
    tidy() {
      for (const { uploads } of pages.splice(0)) uploads.clear();
      engine.files.clear();
      engine.asked.length = 0;
    },
  };
}

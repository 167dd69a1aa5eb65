import { strFromU8, unzipSync, zipSync } from "fflate";
import { LIMITS } from "./limits.ts";
import { Unreadable } from "./problem.ts";

/** A file inside an archive. */
export interface Packed {
  name: string;
  bytes: Uint8Array;
}

/** Whether the file is a ZIP archive, or in a format that is one, such as XLSX. */
export const isArchive = (bytes: Uint8Array): boolean => strFromU8(bytes.subarray(0, 4), true) === "PK\u0003\u0004";

/**
 * The files of an archive whose names `wanted` lets through. What it says of its size is summed up before anything is unpacked, and
 * no file gets more room than it said. Throws `Unreadable`.
 */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Packed[] {
  let size = 0;
  let count = 0;
  if (((bytes[6] ?? 0) & 1) === 1) throw new Unreadable("lockedArchive");
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith("/") || /(?:^|\/)(?:__MACOSX|\.[^/]*)(?:\/|$)/.test(name) || !wanted(name)) return false;
        count += 1;
        size += originalSize;
        if (size > LIMITS.unpacked) throw new Unreadable("tooLarge", { detail: "40" });
        if (count > LIMITS.packedFiles) throw new Unreadable("tooManyFiles", { detail: String(LIMITS.packedFiles) });
        return true;
      },
    });
    return Object.entries(files).map(([name, unpacked]) => ({ name, bytes: unpacked }));
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable("brokenArchive");
  }
}

/** An archive of these files that is as large as they are: what reads it cannot be surprised by its contents. */
export function repack(files: readonly Packed[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { level: 0 });
}
